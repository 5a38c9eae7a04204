/**
 * The step of `adam.ts` in place, in AssemblyScript on 128-bit SIMD. Every number is rounded as often as where the step is
 * composed of tensor operations, so that both give the same bits; memory is gone through once.
 *
 * Vectors are float32 [count], each in room for whole groups of four; the address 0 stands for one that is missing.
 */

export function step(
  count: i32,
  parameters: usize,
  gradient: usize,
  moment1: usize,
  moment2: usize,
  beta1: f32,
  beta1Rest: f32,
  beta2: f32,
  beta2Rest: f32,
  stepSize: f32,
  epsilon: f32,
): void {
  for (let offset: usize = 0; offset < (<usize>count) << 2; offset += 16) {
    const g = v128.load(gradient + offset);
    const m2 = f32x4.add(
      f32x4.mul(v128.load(moment2 + offset), f32x4.splat(beta2)),
      f32x4.mul(f32x4.mul(g, g), f32x4.splat(beta2Rest)),
    );
    v128.store(moment2 + offset, m2);
    let m1 = g;
    if (moment1) {
      m1 = f32x4.add(f32x4.mul(v128.load(moment1 + offset), f32x4.splat(beta1)), f32x4.mul(g, f32x4.splat(beta1Rest)));
      v128.store(moment1 + offset, m1);
    }
    const change = f32x4.div(f32x4.mul(m1, f32x4.splat(stepSize)), f32x4.add(f32x4.sqrt(m2), f32x4.splat(epsilon)));
    v128.store(parameters + offset, f32x4.sub(v128.load(parameters + offset), change));
  }
}

/** target ← rate · parameters + (1 - rate) · target. */
export function follow(count: i32, target: usize, parameters: usize, rate: f32): void {
  const share = f32x4.splat(rate);
  const rest = f32x4.splat(1 - rate);
  for (let offset: usize = 0; offset < (<usize>count) << 2; offset += 16) {
    const kept = f32x4.mul(rest, v128.load(target + offset));
    v128.store(target + offset, f32x4.add(f32x4.mul(share, v128.load(parameters + offset)), kept));
  }
}
