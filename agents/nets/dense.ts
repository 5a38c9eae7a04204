import type { ParameterSpec } from '../../contracts/agent.ts';
import * as tf from '../tf.ts';
import type { Parameters } from './parameters.ts';

/** Parameters of a fully connected layer: `<name>/W` [inputs, outputs] and `<name>/b` [outputs]. */
export function denseSpecs(name: string, inputs: number, outputs: number, gain: number): ParameterSpec[] {
  return [
    { name: `${name}/W`, shape: [inputs, outputs], fanIn: inputs, gain },
    { name: `${name}/b`, shape: [outputs], fanIn: 1, gain: 0 },
  ];
}

/** x W + b, [B, inputs] → [B, outputs]. */
export function dense(parameters: Parameters, name: string, x: tf.Tensor): tf.Tensor {
  return tf.add(tf.matMul(x as tf.Tensor2D, parameters[`${name}/W`] as tf.Tensor2D), parameters[`${name}/b`]!);
}
