import type { ParameterSpec } from '../../contracts/agent.ts';
import * as tf from '../tf.ts';
import type { Parameters } from './parameters.ts';

/** Keeps the quotient finite where all units agree. */
const EPSILON = 1e-5;

/** Parameters of a layer normalisation: `<name>/gain` and `<name>/offset` [units], as differences from 1 and from 0. */
export function layerNormSpecs(name: string, units: number): ParameterSpec[] {
  return [
    { name: `${name}/gain`, shape: [units], fanIn: 1, gain: 0 },
    { name: `${name}/offset`, shape: [units], fanIn: 1, gain: 0 },
  ];
}

/**
 * Layer normalisation (Ba, Kiros & Hinton 2016): each row of x to mean 0 and variance 1, then scaled and shifted, unit
 * by unit. @param x [B, units] @returns [B, units]
 */
export function layerNorm(parameters: Parameters, name: string, x: tf.Tensor): tf.Tensor {
  const centred = tf.sub(x, tf.mean(x, 1, true));
  const variance = tf.mean(tf.square(centred), 1, true);
  const normal = tf.mul(centred, tf.rsqrt(tf.add(variance, EPSILON)));
  return tf.add(tf.mul(normal, tf.add(parameters[`${name}/gain`]!, 1)), parameters[`${name}/offset`]!);
}
