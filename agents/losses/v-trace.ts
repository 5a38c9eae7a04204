import * as tf from '../tf.ts';

/** One unroll of T steps beside the others, by time: values [T + 1, B], all else [T, B]. */
export interface VTraceInputs {
  /** V(x_t) of every state, the one after the last step included. */
  readonly value: tf.Tensor;
  /** Rewards and discounts that answer the actions; a discount is 0 where they ended an episode. */
  readonly reward_t1: tf.Tensor;
  readonly discount_t1: tf.Tensor;
  /** pi(a_t | x_t) / mu(a_t | x_t): how much likelier the action is now than when it was done. */
  readonly ratio: tf.Tensor;
  /** 0 at the last step of an episode, from where nothing was done; else 1. */
  readonly isChoice: tf.Tensor;
}

/** How far the ratio is trusted: `rho` decides which policy's values are learned, `c` how far corrections reach. */
export interface VTraceClip {
  readonly rho: number;
  readonly c: number;
}

/**
 * V-trace (Espeholt et al. 2018, arXiv 1802.01561, equation 1 and remark 1):
 *
 *     δ_t = ρ_t (r_{t+1} + γ_{t+1} V(x_{t+1}) − V(x_t)),   ρ_t = min(ρ̄, ratio),   c_t = min(c̄, ratio)
 *     v_t = V(x_t) + δ_t + γ_{t+1} c_t (v_{t+1} − V(x_{t+1}))
 *
 * At the last step of an episode both weights are 0, so that v is V there: a truncated episode bootstraps from its last
 * state, and nothing of the next one reaches back.
 *
 * @returns `target_t` [T, B] = v_t, and `advantage_t` [T, B] = ρ_t (r_{t+1} + γ_{t+1} v_{t+1} − V(x_t))
 */
export function vTrace(
  { value, reward_t1, discount_t1, ratio, isChoice }: VTraceInputs,
  { rho, c }: VTraceClip,
): { target_t: tf.Tensor; advantage_t: tf.Tensor } {
  const [steps, unrolls] = reward_t1.shape as [number, number];
  const value_t = tf.slice(value, [0, 0], [steps, unrolls]);
  const value_t1 = tf.slice(value, [1, 0], [steps, unrolls]);
  const rho_t = tf.mul(tf.minimum(ratio, rho), isChoice);
  const c_t = tf.mul(tf.minimum(ratio, c), isChoice);
  const surprise_t = tf.mul(rho_t, tf.sub(tf.add(reward_t1, tf.mul(discount_t1, value_t1)), value_t));
  const decay_t = tf.mul(discount_t1, c_t);

  const rows = (x: tf.Tensor) => tf.unstack(x, 0);
  const [surprises, decays] = [rows(surprise_t), rows(decay_t)];
  /** v − V from the present step on; after the last it is 0. */
  let correction: tf.Tensor = tf.zeros([unrolls]);
  const corrections = [correction];
  for (let t = steps - 1; t >= 0; t--) {
    correction = tf.add(surprises[t]!, tf.mul(decays[t]!, correction));
    corrections.unshift(correction);
  }
  const target = tf.add(value, tf.stack(corrections, 0));
  const target_t1 = tf.slice(target, [1, 0], [steps, unrolls]);
  return {
    target_t: tf.slice(target, [0, 0], [steps, unrolls]),
    advantage_t: tf.mul(rho_t, tf.sub(tf.add(reward_t1, tf.mul(discount_t1, target_t1)), value_t)),
  };
}
