import * as tf from '../tf.ts';

/**
 * Huber's loss (Huber 1964), elementwise: x²/2 within ±delta, delta · (|x| − delta/2) beyond.
 * Written with a minimum instead of a condition: c = min(|x|, delta); c · (|x| − c/2).
 */
export function huber(x: tf.Tensor, delta: number): tf.Tensor {
  const magnitude = tf.abs(x);
  const clipped = tf.minimum(magnitude, delta);
  return tf.mul(clipped, tf.sub(magnitude, tf.mul(clipped, 0.5)));
}
