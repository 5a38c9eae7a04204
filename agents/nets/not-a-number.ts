import * as tf from '../tf.ts';

/** x with the lowest of numbers for each NaN, so that no maximum falls on it. */
export function numbersOf(x: tf.Tensor): tf.Tensor {
  return tf.where(tf.isNaN(x), tf.fill(x.shape, -3.4e38), x);
}

/** x with 0 for each NaN, which clipping would leave. */
export function zeroForNaN(x: tf.Tensor): tf.Tensor {
  return tf.where(tf.isNaN(x), tf.zerosLike(x), x);
}
