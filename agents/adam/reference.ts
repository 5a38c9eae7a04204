import * as tf from '../tf.ts';
import type { AdamOperands, AdamState } from './adam.ts';

/** The operation of `adam.ts` of plain operations. */
export function composeStep(operands: AdamOperands, beta1: number, beta2: number): AdamState {
  const { gradient, moment1, moment2, targetParameters: target, targetRate: rate } = operands;
  const nextMoment1 = moment1 && tf.add(tf.mul(moment1, beta1), tf.mul(gradient, 1 - beta1));
  const nextMoment2 = tf.add(tf.mul(moment2, beta2), tf.mul(tf.square(gradient), 1 - beta2));
  const mean = tf.mul(nextMoment1 ?? gradient, operands.stepSize);
  const change = tf.div(mean, tf.add(tf.sqrt(nextMoment2), operands.epsilon));
  const parameters = tf.sub(operands.parameters, change);
  return {
    parameters,
    ...(nextMoment1 && { moment1: nextMoment1 }),
    moment2: nextMoment2,
    ...(target && rate && { targetParameters: tf.add(tf.mul(rate, parameters), tf.mul(tf.sub(1, rate), target)) }),
  };
}
