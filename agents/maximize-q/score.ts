import { encodeActions, type ProductSpace } from '../nets/product-space.ts';
import * as tf from '../tf.ts';
import type { CriticInputs } from './maximize-q.ts';

/** Q of candidates. @param candidates [n, D] of all states, or [B, n, D] @returns [B, n] */
export function scoreCandidates(
  { stateEmbedding, actionTable, outputWeights, outputBias }: Omit<CriticInputs, 'uniformActions'>,
  product: ProductSpace,
  candidates: tf.Tensor,
): tf.Tensor {
  const [states, embedding] = stateEmbedding.shape as [number, number];
  const [count, dimensions] = candidates.shape.slice(-2) as [number, number];
  // A product is faster than look-ups.
  const features = encodeActions(product, tf.reshape(candidates, [-1, dimensions])) as tf.Tensor2D;
  const actionEmbedding = tf.reshape(tf.matMul(features, actionTable as tf.Tensor2D), [-1, count, embedding]);
  const hidden = tf.relu(tf.add(tf.reshape(stateEmbedding, [states, 1, embedding]), actionEmbedding));
  const weights = tf.reshape(outputWeights, [embedding, 1]) as tf.Tensor2D;
  const q = tf.matMul(tf.reshape(hidden, [states * count, embedding]) as tf.Tensor2D, weights);
  return tf.reshape(tf.add(q, outputBias), [states, count]);
}
