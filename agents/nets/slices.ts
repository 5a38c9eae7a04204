import { CONTINUOUS_INTERVALS } from '../../contracts/spec.ts';
import * as tf from '../tf.ts';
import { membership } from './columns.ts';
import type { ProductSpace } from './product-space.ts';

/**
 * The actions that differ from one in a single sub-action: for every choice of each, its bin or the middle of its
 * interval in the action's place. What they are worth shows how Q changes along each sub-action.
 *
 * @param action [B, D] @returns [B, Σ choices, D]
 */
export function slicesThrough({ bins, choices }: ProductSpace, action: tf.Tensor): tf.Tensor {
  const isOwn = tf.tensor2d(membership(choices));
  const values = choices.index.map((k, column) => {
    const isDiscrete = bins[choices.dimension[column]!]! > 0;
    return isDiscrete ? k : (2 * k + 1) / CONTINUOUS_INTERVALS - 1;
  });
  const others = tf.mul(tf.expandDims(action, 1), tf.sub(1, isOwn));
  return tf.add(others, tf.mul(isOwn, tf.tensor2d(values, [choices.total, 1])));
}
