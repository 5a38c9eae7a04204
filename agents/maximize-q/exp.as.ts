/**
 * exp of four numbers in [-87, 0]; what is smaller counts as -86 (4.5e-38), NaN stays NaN. Relative error below 2e-7:
 * exp(x) = 2^n · exp(r), n the integer nearest to x / ln 2, ln 2 in two parts (Cody & Waite), exp(r) by the minimax
 * polynomial of Cephes' expf (Moshier). Only exactly rounded operations: the same bits on every machine.
 */
export function exp(x: v128): v128 {
  x = f32x4.pmax(x, f32x4.splat(-86));
  // Adding 1.5 · 2^23 rounds to an integer, which is then also the low bits of the sum.
  const rounder = f32x4.splat(12582912);
  const shifted = f32x4.add(f32x4.mul(x, f32x4.splat(1.44269504)), rounder);
  const n = f32x4.sub(shifted, rounder);
  let r = f32x4.sub(x, f32x4.mul(n, f32x4.splat(0.693359375)));
  r = f32x4.add(r, f32x4.mul(n, f32x4.splat(2.1219444e-4)));
  let p = f32x4.splat(1.98756915e-4);
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.3981999507e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(8.3334519073e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(4.1665795894e-2));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.6666665459e-1));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(5.0000001201e-1));
  p = f32x4.add(f32x4.add(f32x4.mul(p, f32x4.mul(r, r)), r), f32x4.splat(1));
  const scale = i32x4.shl(i32x4.add(shifted, i32x4.splat(127)), 23);
  return f32x4.mul(p, scale);
}
