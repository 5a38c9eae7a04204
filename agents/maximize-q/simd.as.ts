/** Arithmetic on four numbers at a time. */

/** x · y + z, rounded once where the processor has a fused multiply-add, as all of the last decade do. */
export function multiplyAdd(x: v128, y: v128, z: v128): v128 {
  return f32x4.relaxed_madd(x, y, z);
}

/** x + a · aWeight + b · bWeight. */
export function blend(x: v128, a: v128, aWeight: v128, b: v128, bWeight: v128): v128 {
  return multiplyAdd(b, bWeight, multiplyAdd(a, aWeight, x));
}

/** max(x, 0), NaN for NaN: `pmax` yields its first operand unless that is less. */
export function relu(x: v128): v128 {
  return f32x4.pmax(x, f32x4.splat(0));
}

export function total(x: v128): f32 {
  return f32x4.extract_lane(x, 0) + f32x4.extract_lane(x, 1) + (f32x4.extract_lane(x, 2) + f32x4.extract_lane(x, 3));
}

/**
 * The constants of {@link exp}. From memory they cost one load each; written in the code, V8 would build each vector
 * anew at each use, which takes longer than the arithmetic.
 */
const constants = memory.data<f32>([
  // Smallest x; 1.5 · 2^23; 1 / ln 2; -ln 2 in two parts.
  -86, 12582912, 1.44269504, -0.693359375, 2.1219444e-4,
  // The polynomial, from degree 7 down; those of 1 and 0 are 1.
  1.98756915e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1, 1,
]);

function constant(index: usize): v128 {
  return v128.load32_splat(constants + (index << 2));
}

/**
 * exp(x) for x ≤ 0, relative error below 2e-7; below -86 it is exp(-86) = 4.5e-38, NaN stays NaN.
 *
 * exp(x) = 2^n · exp(r), n the integer nearest to x / ln 2, with ln 2 in two parts (Cody & Waite 1980), and exp(r) by
 * the minimax polynomial of Cephes' expf (Moshier).
 */
export function exp(x: v128): v128 {
  x = f32x4.pmax(x, constant(0));
  // Adding 1.5 · 2^23 rounds to an integer, which the low bits of the sum then hold.
  const shifted = multiplyAdd(x, constant(2), constant(1));
  const n = f32x4.sub(shifted, constant(1));
  const r = multiplyAdd(n, constant(4), multiplyAdd(n, constant(3), x));
  let p = multiplyAdd(constant(5), r, constant(6));
  p = multiplyAdd(p, r, constant(7));
  p = multiplyAdd(p, r, constant(8));
  p = multiplyAdd(p, r, constant(9));
  p = multiplyAdd(p, r, constant(10));
  p = f32x4.add(multiplyAdd(p, f32x4.mul(r, r), r), constant(11));
  const twoToN = i32x4.shl(i32x4.add(shifted, i32x4.splat(127)), 23);
  return f32x4.mul(p, twoToN);
}
