import * as tf from '../tf.ts';

/** Every row `count` times in a row. @param x [n, S] @returns [n · count, S] */
export function repeatRows(x: tf.Tensor, count: number): tf.Tensor {
  const [rows, width] = x.shape as [number, number];
  return tf.reshape(tf.tile(tf.expandDims(x, 1), [1, count, 1]), [rows * count, width]);
}
