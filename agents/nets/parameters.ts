import type { ParameterSpec } from '../../contracts/agent.ts';
import type { Random } from '../../contracts/random.ts';
import * as tf from '../tf.ts';

/** Named parameters, as an agent's functions use them. */
export type Parameters = Readonly<Record<string, tf.Tensor>>;

export function parameterCount(specs: readonly ParameterSpec[]): number {
  return specs.reduce((total, spec) => total + tf.util.sizeFromShape([...spec.shape]), 0);
}

/**
 * Initial values of the flat parameter vector: uniform in ±sqrt(3 · gain / fanIn), whose variance is gain / fanIn
 * (gain 2 keeps the scale of activations through a relu: He et al. 2015).
 */
export function initialParameters(specs: readonly ParameterSpec[], random: Random): Float32Array {
  const flat = new Float32Array(parameterCount(specs));
  let offset = 0;
  for (const { shape, fanIn, gain } of specs) {
    const limit = Math.sqrt((3 * gain) / fanIn);
    const end = offset + tf.util.sizeFromShape([...shape]);
    for (; offset < end; offset++) flat[offset] = random.between(-limit, limit);
  }
  return flat;
}

/** The named arrays inside a flat parameter vector [P]. */
export function unflatten(flat: tf.Tensor, specs: readonly ParameterSpec[]): Record<string, tf.Tensor> {
  const pieces = tf.split(
    flat,
    specs.map((spec) => tf.util.sizeFromShape([...spec.shape])),
  );
  return Object.fromEntries(specs.map((spec, i) => [spec.name, tf.reshape(pieces[i]!, [...spec.shape])]));
}

/** Named arrays as one flat vector [P], in the order of `specs`. */
export function flatten(arrays: readonly tf.Tensor[]): tf.Tensor {
  return tf.concat(arrays.map((array) => tf.reshape(array, [-1])));
}

/** The specs of a network that is one of several in a vector: its names begin with `scope`. */
export function scopedSpecs(specs: readonly ParameterSpec[], scope: string): ParameterSpec[] {
  return specs.map((spec) => ({ ...spec, name: `${scope}${spec.name}` }));
}

/** The network whose names begin with `scope`, under the names that it has by itself. */
export function scopeOf(parameters: Parameters, scope: string): Parameters {
  const own = Object.entries(parameters).filter(([name]) => name.startsWith(scope));
  return Object.fromEntries(own.map(([name, tensor]) => [name.slice(scope.length), tensor]));
}
