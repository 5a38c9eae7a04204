/**
 * IMPALA: Espeholt et al. 2018, "IMPALA: scalable distributed deep-RL with importance weighted actor-learner
 * architectures", arXiv 1802.01561, over a product of sub-actions as Van de Wiele et al. 2020 compare AQL with it.
 *
 * An actor-critic: a policy draws every sub-action independently, a softmax over bins or a normal squashed by tanh, and
 * climbs the advantage of what it did. It learns from unrolls that are a few updates old, which V-trace corrects.
 */
import { defineAgent } from '../../contracts/agent.ts';
import { learningRateAt } from '../learner/settings.ts';
import type * as tf from '../tf.ts';
import { act } from './act.ts';
import { impalaConfig } from './config.ts';
import { learn } from './learn.ts';
import { impalaMetrics } from './metrics.ts';
import { parameterSpecs } from './networks.ts';

export const impala = defineAgent<tf.Tensor, typeof impalaConfig>({
  id: 'impala',
  title: 'IMPALA',
  summary: 'An actor-critic without Q: it draws actions from a policy and learns from fresh experience alone.',
  paper: {
    title: 'IMPALA: scalable distributed deep-RL with importance weighted actor-learner architectures',
    url: 'https://arxiv.org/abs/1802.01561',
  },
  family: 'policy-gradient',
  config: impalaConfig,
  // The policy explores from its first step on, and an iteration yields whole unrolls.
  run: { warmupSteps: 0, stepsPerIteration: 16 },
  metrics: impalaMetrics,
  accepts: () => null,
  parameters: parameterSpecs,
  initialState: (parameters) => ({ parameters, moment2: new Float32Array(parameters.length) }),
  exploration: () => 0,
  replay: (config) => ({
    kind: 'unrolls',
    unrollLength: config.unrollLength,
    batchSize: config.batchSize,
    passes: config.passes,
    capacity: config.queueCapacity,
    discount: config.discount,
    rewardScale: config.rewardScale,
  }),
  hyperparameters: (config, update) => ({ learningRate: learningRateAt(config, update) }),
  act,
  learn,
});
