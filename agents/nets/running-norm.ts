import type { ParameterSpec } from '../../contracts/agent.ts';
import * as tf from '../tf.ts';
import type { Parameters } from './parameters.ts';

/** Keeps the quotient finite where an entry never varies. */
const EPSILON = 1e-5;

/**
 * Parameters of a normalisation by running statistics: `<name>/mean` and `<name>/variance` [units], as differences from
 * 0 and from 1. They follow the data, not a gradient; among the parameters, they are wherever the network is.
 */
export function runningNormSpecs(name: string, units: number): ParameterSpec[] {
  return [
    { name: `${name}/mean`, shape: [units], fanIn: 1, gain: 0 },
    { name: `${name}/variance`, shape: [units], fanIn: 1, gain: 0 },
  ];
}

/** Each entry of x less its running mean, over its running deviation. @param x [B, units] @returns [B, units] */
export function runningNorm(parameters: Parameters, name: string, x: tf.Tensor): tf.Tensor {
  const variance = tf.add(parameters[`${name}/variance`]!, 1 + EPSILON);
  return tf.mul(tf.sub(x, parameters[`${name}/mean`]!), tf.rsqrt(variance));
}

/**
 * Mean and variance of all batches up to this one, from those before it (Chan, Golub & LeVeque 1979, for batches of one
 * size).
 *
 * @param x this batch, [B, units] @param update its number, from 1, as a tensor [1]
 * @returns the parameters of {@link runningNormSpecs}, by name
 */
export function nextStatistics(
  parameters: Parameters,
  name: string,
  x: tf.Tensor,
  update: tf.Tensor,
): Record<string, tf.Tensor> {
  const share = tf.div(1, update);
  const mean = parameters[`${name}/mean`]!;
  const variance = parameters[`${name}/variance`]!;
  const batchMean = tf.mean(x, 0);
  const batchVariance = tf.sub(tf.mean(tf.square(tf.sub(x, batchMean)), 0), 1);
  const shift = tf.sub(batchMean, mean);
  const between = tf.mul(tf.mul(share, tf.sub(1, share)), tf.square(shift));
  return {
    [`${name}/mean`]: tf.add(mean, tf.mul(share, shift)),
    [`${name}/variance`]: tf.add(tf.add(variance, tf.mul(share, tf.sub(batchVariance, variance))), between),
  };
}
