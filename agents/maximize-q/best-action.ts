import { numbersOf } from '../nets/not-a-number.ts';
import * as tf from '../tf.ts';

/**
 * The candidate with the largest Q, the first of equals, NaN passed over. Picked by a one-hot product, exact for bins
 * below 2^24.
 *
 * @param candidates lists of them, [n, D] of all states or [B, n, D] @param q of all in their order, [B, Σ n]
 * @returns [B, D]
 */
export function bestAction(candidates: readonly tf.Tensor[], q: tf.Tensor): tf.Tensor {
  const [states, total] = q.shape as [number, number];
  const best = tf.cast(tf.oneHot(tf.argMax(numbersOf(q), 1), total), 'float32');
  const counts = candidates.map((list) => list.shape.at(-2)!);
  const picked = tf.split(best, counts, 1).map((isBest, i) => {
    const list = candidates[i]!;
    const own = list.rank === 3 ? list : tf.tile(tf.expandDims(list, 0), [states, 1, 1]);
    return tf.matMul(tf.expandDims(isBest, 1), own);
  });
  return tf.reshape(tf.addN(picked), [states, -1]);
}
