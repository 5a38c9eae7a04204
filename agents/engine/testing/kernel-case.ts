import * as tf from '../../tf.ts';
import type { RandomInput } from './compare.ts';

type Tensors = Readonly<Record<string, tf.Tensor>>;

/** A use of a kernel whose values, and gradients where tfjs defines them, must be the same on every engine. */
export interface KernelCase {
  readonly kernelName: string;
  readonly title: string;
  readonly inputs: Readonly<Record<string, RandomInput>>;
  /** The inputs to differentiate by. */
  readonly by: readonly string[];
  run(inputs: Tensors): tf.Tensor | tf.Tensor[];
}

/** @param by the float32 inputs, if not given and tfjs has a gradient of the kernel. */
export function kernelCase(
  kernelName: string,
  title: string,
  inputs: Readonly<Record<string, RandomInput>>,
  run: KernelCase['run'],
  by?: readonly string[],
): KernelCase {
  const floats = Object.keys(inputs).filter((name) => inputs[name]!.dtype === 'float32');
  return { kernelName, title, inputs, by: by ?? (tf.getGradient(kernelName) ? floats : []), run };
}

/** For what has no gradient, or where tfjs's own definition of it fails. */
export function withoutGradient(one: KernelCase): KernelCase {
  return { ...one, by: [] };
}

/** The results of the case, and their gradients weighted so that no two elements are alike. */
export function resultsAndGradients({ by, run }: KernelCase, inputs: Tensors): Record<string, tf.Tensor> {
  const results = [run(inputs)].flat();
  const named = Object.fromEntries(results.map((result, i) => [`result ${i}`, result]));
  if (by.length === 0 || results.some((result) => result.dtype !== 'float32')) return named;
  const weighted = (...tensors: tf.Tensor[]) => {
    const changed = { ...inputs, ...Object.fromEntries(by.map((name, i) => [name, tensors[i]!])) };
    const sums = [run(changed)].flat().map((result) => tf.sum(tf.mul(result, weights(result.shape))));
    return tf.addN(sums) as tf.Scalar;
  };
  const gradients = tf.grads(weighted)(by.map((name) => inputs[name]!));
  return { ...named, ...Object.fromEntries(by.map((name, i) => [`gradient by ${name}`, gradients[i]!])) };
}

function weights(shape: number[]): tf.Tensor {
  const values = Array.from({ length: tf.util.sizeFromShape(shape) }, (_, i) => Math.cos(1 + i));
  return tf.tensor(values, shape, 'float32');
}
