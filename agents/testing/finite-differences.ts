import * as tf from '../tf.ts';

/** d f / d x by central differences, [length of x]; `f` maps a vector to one number, in float32. */
export function finiteDifferences(f: (x: tf.Tensor) => tf.Tensor, x: readonly number[], step = 1e-2): number[] {
  const valueAt = (i: number, change: number): number =>
    tf.tidy(() => f(tf.tensor1d(x.map((value, j) => (i === j ? value + change : value)))).dataSync()[0]!);
  return x.map((_, i) => (valueAt(i, step) - valueAt(i, -step)) / (2 * step));
}

/** d f / d x by tfjs. */
export function gradient(f: (x: tf.Tensor) => tf.Tensor, x: readonly number[]): number[] {
  return tf.tidy(() => [
    ...tf
      .grad((tensor) => tf.sum(f(tensor)))(tf.tensor1d([...x]))
      .dataSync(),
  ]);
}
