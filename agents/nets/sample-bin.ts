import * as tf from '../tf.ts';

/**
 * A bin of each row by inverse CDF: the number of bins but the last whose cumulative probability is at most the noise.
 * @param probabilities [n, K] @param noise in [0, 1), [n, 1] @returns [n, 1]
 */
export function sampleBin(probabilities: tf.Tensor, noise: tf.Tensor): tf.Tensor {
  const [rows, bins] = probabilities.shape as [number, number];
  const cumulative = tf.slice(tf.cumsum(probabilities, 1), [0, 0], [rows, bins - 1]);
  return tf.sum(tf.cast(tf.lessEqual(cumulative, noise), 'float32'), 1, true);
}
