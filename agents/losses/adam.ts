import * as tf from '../tf.ts';

/** Exponential averages of the gradient and of its square, each [P]. */
export interface Moments {
  readonly moment1: tf.Tensor;
  readonly moment2: tf.Tensor;
}

export interface AdamSettings {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

/** The values that Kingma & Ba suggest. */
export const ADAM: AdamSettings = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };

/**
 * One step of Adam (Kingma & Ba 2015, algorithm 1) on a flat vector.
 *
 * @param update the number of this step, from 1, as a tensor [1]: it corrects the averages' bias towards 0
 * @param learningRate a tensor [1]
 */
export function adam(
  parameters: tf.Tensor,
  gradient: tf.Tensor,
  { moment1, moment2 }: Moments,
  update: tf.Tensor,
  learningRate: tf.Tensor,
  { beta1, beta2, epsilon }: AdamSettings = ADAM,
): Moments & { parameters: tf.Tensor } {
  const nextMoment1 = tf.add(tf.mul(moment1, beta1), tf.mul(gradient, 1 - beta1));
  const nextMoment2 = tf.add(tf.mul(moment2, beta2), tf.mul(tf.square(gradient), 1 - beta2));
  const scale1 = tf.sub(1, tf.pow(beta1, update));
  const scale2 = tf.sqrt(tf.sub(1, tf.pow(beta2, update)));
  const stepSize = tf.div(tf.mul(learningRate, scale2), scale1);
  const step = tf.div(tf.mul(nextMoment1, stepSize), tf.add(tf.sqrt(nextMoment2), tf.mul(scale2, epsilon)));
  return { parameters: tf.sub(parameters, step), moment1: nextMoment1, moment2: nextMoment2 };
}
