import * as tf from '../tf.ts';
import { composeStep } from './reference.ts';

/** The operation's name in tfjs's kernel registry. */
export const ADAM = 'Adam';

/** What a step changes, each [P]. */
export type AdamState = {
  readonly parameters: tf.Tensor;
  /** Exponential averages of the gradient and of its square; the first is left out where beta1 is 0. */
  readonly moment1?: tf.Tensor;
  readonly moment2: tf.Tensor;
  /** Follows the parameters, if there is one. */
  readonly targetParameters?: tf.Tensor;
};

/** Tensors of [1]. */
export interface AdamStep {
  /** The number of this step, from 1: it corrects the averages' bias towards 0. */
  readonly update: tf.Tensor;
  readonly learningRate: tf.Tensor;
  /** How far the target moves towards the parameters: 1 copies them, 0 leaves it as it is. */
  readonly targetRate?: tf.Tensor;
}

export interface AdamSettings {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

/** The values that Kingma & Ba suggest. */
export const ADAM_SETTINGS: AdamSettings = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };

/** The operands of the operation: the state, and what {@link adam} makes of the step's number. */
export type AdamOperands = AdamState & {
  /** [P]. */
  readonly gradient: tf.Tensor;
  /** α · sqrt(1 - β2^t) / (1 - β1^t), [1]. */
  readonly stepSize: tf.Tensor;
  /** ε · sqrt(1 - β2^t), [1]. */
  readonly epsilon: tf.Tensor;
  /** [1], with `targetParameters`. */
  readonly targetRate?: tf.Tensor;
};

/**
 * One step of Adam (Kingma & Ba 2015, algorithm 1 in the more efficient order of its section 2) on a flat vector, which
 * a target network then follows:
 *
 *     m ← β1 m + (1 - β1) g
 *     v ← β2 v + (1 - β2) g²
 *     w ← w - stepSize · m / (sqrt(v) + epsilon)
 *     target ← rate · w + (1 - rate) · target
 *
 * It runs in place as the kernel `Adam` where the present backend has one, else it is composed of plain operations.
 */
export function adam(
  state: AdamState,
  gradient: tf.Tensor,
  { update, learningRate, targetRate }: AdamStep,
  { beta1, beta2, epsilon }: AdamSettings = ADAM_SETTINGS,
): AdamState {
  const scale1 = tf.sub(1, tf.pow(beta1, update));
  const scale2 = tf.sqrt(tf.sub(1, tf.pow(beta2, update)));
  const operands: AdamOperands = {
    ...state,
    gradient,
    stepSize: tf.div(tf.mul(learningRate, scale2), scale1),
    epsilon: tf.mul(scale2, epsilon),
    ...(targetRate && { targetRate }),
  };
  if (!tf.getKernel(ADAM, tf.getBackend())) return composeStep(operands, beta1, beta2);
  const outputs = tf.engine().runKernel(ADAM, { ...operands }, { beta1, beta2 }) as tf.Tensor[];
  return Object.fromEntries(Object.keys(state).map((name, i) => [name, outputs[i]!])) as AdamState;
}
