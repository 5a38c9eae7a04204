import type { Program, Space, TensorSpecs } from '../../contracts/agent.ts';
import { gradientOf } from '../learner/gradient.ts';
import { adam } from '../adam/adam.ts';
import '../adam/fused.ts';
import { vTrace } from '../losses/v-trace.ts';
import { flatten, parameterCount, unflatten } from '../nets/parameters.ts';
import * as tf from '../tf.ts';
import type { ImpalaConfig } from './config.ts';
import { parameterSpecs, policyAt, valueAt } from './networks.ts';

/** Adam without momentum, which is RMSProp with its bias corrected: what the paper of AQL compares with. */
const OPTIMISER = { beta1: 0, beta2: 0.99, epsilon: 1e-8 };

/** One update of policy and values from unrolls. */
export function learn(config: ImpalaConfig, space: Space): Program<tf.Tensor> {
  const specs = parameterSpecs(config, space);
  const { unrollLength: steps, batchSize: unrolls } = config;
  return {
    inputs: learnInputs(config, space),
    state: ['parameters', 'moment2'],
    run: (inputs) => {
      const online = unflatten(inputs['parameters']!, specs);
      const isChoice = inputs['isChoice_t']!;
      const choices = tf.maximum(tf.sum(isChoice), 1);
      const meanOf = (x_t: tf.Tensor) => tf.div(tf.sum(tf.mul(x_t, isChoice)), choices);
      const byTime = (x: tf.Tensor) => tf.reshape(x, [-1, unrolls]);
      const observation = tf.reshape(inputs['observation_t']!, [(steps + 1) * unrolls, -1]);
      const observation_t = tf.slice(observation, [0, 0], [steps * unrolls, -1]);
      const action_t = tf.reshape(inputs['action_t']!, [steps * unrolls, -1]);

      const ratio = tf.exp(
        tf.sub(byTime(policyAt(online, space, observation_t).logProbability(action_t)), inputs['logProbability_t']!),
      );
      const value = byTime(valueAt(online, observation));
      const { target_t, advantage_t } = vTrace(
        { value, ratio, isChoice, reward_t1: inputs['reward_t1']!, discount_t1: inputs['discount_t1']! },
        { rho: config.rhoClip, c: config.cClip },
      );

      const { gradients, outputs } = gradientOf(online, specs, (w) => {
        const policy = policyAt(w, space, observation_t);
        const error_t = tf.sub(target_t, byTime(valueAt(w, observation_t)));
        const policyLoss = tf.neg(meanOf(tf.mul(advantage_t, byTime(policy.logProbability(action_t)))));
        const entropy = meanOf(byTime(policy.entropy()));
        const valueLoss = tf.mul(meanOf(tf.square(error_t)), 0.5);
        const loss = tf.add(
          tf.sub(policyLoss, tf.mul(entropy, config.entropyWeight)),
          tf.mul(valueLoss, config.valueWeight),
        );
        return { loss, outputs: { tdError: meanOf(tf.abs(error_t)), valueLoss, policyEntropy: entropy } };
      });
      const gradient = flatten(specs.map(({ name }) => gradients[name]!));
      const norm = tf.sqrt(tf.sum(tf.square(gradient)));
      const state = adam(
        { parameters: inputs['parameters']!, moment2: inputs['moment2']! },
        tf.mul(gradient, tf.div(config.gradientClip, tf.maximum(norm, config.gradientClip))),
        { update: inputs['update']!, learningRate: inputs['learningRate']! },
        OPTIMISER,
      );
      return {
        ...state,
        ...outputs,
        value: tf.mean(value),
        gradientNorm: norm,
        clippedShare: meanOf(tf.cast(tf.greater(ratio, config.rhoClip), 'float32')),
        logRatio: meanOf(tf.abs(tf.log(ratio))),
      };
    },
  };
}

function learnInputs(config: ImpalaConfig, space: Space): TensorSpecs {
  const { unrollLength: steps, batchSize: unrolls } = config;
  const vector = { shape: [parameterCount(parameterSpecs(config, space))], dtype: 'float32' } as const;
  const perStep = { shape: [steps, unrolls], dtype: 'float32' } as const;
  const scalar = { shape: [1], dtype: 'float32' } as const;
  return {
    parameters: vector,
    moment2: vector,
    observation_t: { shape: [steps + 1, unrolls, space.observationSize], dtype: 'float32' },
    action_t: { shape: [steps, unrolls, space.action.length], dtype: 'float32' },
    logProbability_t: perStep,
    reward_t1: perStep,
    discount_t1: perStep,
    isChoice_t: perStep,
    update: scalar,
    learningRate: scalar,
  };
}
