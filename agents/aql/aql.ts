/**
 * Amortized Q-learning: Van de Wiele, Warde-Farley, Mnih & Mnih 2020, "Q-Learning in enormous action spaces via
 * amortized approximate maximization", arXiv 2001.08116.
 *
 * The action is an input of Q, and max_a Q(s, a) is taken over candidates: M drawn uniformly and N sampled from an
 * autoregressive proposal mu(a|s), which is trained to predict the best of them.
 */
import { defineAgent, type Program, type Space } from '../../contracts/agent.ts';
import { aqlConfig, type AqlConfig } from './config.ts';
import { aqlMetrics } from './metrics.ts';
import { adam } from '../losses/adam.ts';
import { huber } from '../losses/huber.ts';
import { proposalTerms } from '../losses/proposal.ts';
import { proposalBase, proposalLogProbabilities } from '../nets/autoregressive-proposal.ts';
import { flatten, parameterCount, unflatten, type Parameters } from '../nets/parameters.ts';
import { oneHotActions, productSpace, type ProductSpace } from '../nets/product-space.ts';
import { embed, summedCritic } from '../nets/summed-critic.ts';
import * as tf from '../tf.ts';
import { act } from './act.ts';
import { parameterSpecs } from './parameter-specs.ts';
import { search, searchInputs } from './search.ts';

type Tensors = Readonly<Record<string, tf.Tensor>>;

export const aql = defineAgent<tf.Tensor, typeof aqlConfig>({
  id: 'aql',
  title: 'Amortized Q-learning',
  summary: 'Q-learning whose maximum over a huge action space is taken over samples of a learned proposal.',
  paper: {
    title: 'Q-Learning in enormous action spaces via amortized approximate maximization',
    url: 'https://arxiv.org/abs/2001.08116',
  },
  config: aqlConfig,
  metrics: aqlMetrics,

  accepts(action) {
    const continuous = action.find((dimension) => dimension.bins === undefined);
    return continuous ? `${continuous.name} is continuous; this agent needs discrete sub-actions (set its bins)` : null;
  },

  parameters: (config, space) => parameterSpecs(config, space),
  initialState: (parameters) => ({
    parameters,
    targetParameters: parameters.slice(),
    moment1: new Float32Array(parameters.length),
    moment2: new Float32Array(parameters.length),
  }),
  exploration: (config) => config.epsilon,

  replay: (config) => ({
    batchSize: config.batchSize,
    capacity: config.replayCapacity,
    nStep: config.nStep,
    discount: config.discount,
    rewardScale: config.rewardScale,
    priorityExponent: config.priorityExponent,
    importanceExponent: config.importanceExponent,
  }),

  hyperparameters: (config, update) => ({
    learningRate: config.learningRate * decay(config, update),
    targetCopy: update % config.targetEvery === 0 ? 1 : 0,
  }),

  act: (config, space, batchSize, options = {}) => ({
    inputs: {
      parameters: { shape: [parameterCount(parameterSpecs(config, space))], dtype: 'float32' },
      observation_t: { shape: [batchSize, space.observationSize], dtype: 'float32' },
      ...searchInputs(config, space, batchSize, ''),
    },
    state: [],
    run: (inputs) => act(config, space, inputs, options),
  }),

  learn: (config, space) => learnProgram(config, space),
});

/** The step size's share that is left at an update. */
function decay({ learningRateHalfLife }: AqlConfig, update: number): number {
  return learningRateHalfLife === 0 ? 1 : 0.5 ** (update / learningRateHalfLife);
}

function learnProgram(config: AqlConfig, space: Space): Program<tf.Tensor> {
  const specs = parameterSpecs(config, space);
  const product = productSpace(space.action);
  const batch = config.batchSize;
  const vector = { shape: [parameterCount(specs)], dtype: 'float32' } as const;
  const perSample = { shape: [batch], dtype: 'float32' } as const;
  const observations = { shape: [batch, space.observationSize], dtype: 'float32' } as const;
  const actions = { shape: [batch, space.action.length], dtype: 'int32' } as const;
  const scalar = { shape: [1], dtype: 'float32' } as const;
  return {
    inputs: {
      parameters: vector,
      targetParameters: vector,
      moment1: vector,
      moment2: vector,
      observation_t: observations,
      action_t: actions,
      ...(config.proposalArgmax === 'acted' && { greedyAction_t: actions }),
      return_t: perSample,
      discount_t: perSample,
      observation_tn: observations,
      importance: perSample,
      ...searchInputs(config, space, batch, '_tn'),
      ...(config.proposalArgmax === 'state' && searchInputs(config, space, batch, '_t')),
      update: scalar,
      learningRate: scalar,
      targetCopy: scalar,
    },
    state: ['parameters', 'targetParameters', 'moment1', 'moment2'],
    run: (inputs) => {
      const online = unflatten(inputs['parameters']!, specs);
      const target = unflatten(inputs['targetParameters']!, specs);

      // Fresh candidates at s_{t+n}; the online critic selects, the target critic evaluates (double Q-learning).
      const found_tn = search(online, product, embed(online, inputs['observation_tn']!), inputs, { suffix: '_tn' });
      const oneHot_tn = oneHotActions(product, found_tn.action);
      const q_tn = summedCritic(target, embed(target, inputs['observation_tn']!), oneHot_tn);
      const target_t = tf.add(inputs['return_t']!, tf.mul(inputs['discount_t']!, q_tn));

      const { state: proposalState, oneHotBest } = proposalTarget(config, product, online, inputs, oneHot_tn);
      const oneHot_t = oneHotActions(product, inputs['action_t']!);
      // Computed out here, the embedding is a constant to the proposal's loss.
      const constantEmbedding = config.proposalShapesEmbedding ? null : embed(online, proposalState);

      let shown: Record<string, tf.Tensor> = {};
      const loss = (...arrays: tf.Tensor[]): tf.Scalar => {
        const w = Object.fromEntries(specs.map((spec, i) => [spec.name, arrays[i]!]));
        const q_t = summedCritic(w, embed(w, inputs['observation_t']!), oneHot_t);
        const tdError_t = tf.sub(target_t, q_t);
        const criticLoss = tf.mean(tf.mul(inputs['importance']!, huber(tdError_t, 1)));

        const embedding = constantEmbedding ?? embed(w, proposalState);
        const logMu = proposalLogProbabilities(w, product, proposalBase(w, embedding), oneHotBest);
        const { negativeLogLikelihood, entropy } = proposalTerms(logMu, oneHotBest);
        const proposalLoss = tf.mean(tf.sub(negativeLogLikelihood, tf.mul(entropy, config.entropyWeight)));

        shown = {
          priority: tf.abs(tdError_t),
          tdError: tf.mean(tf.abs(tdError_t)),
          criticLoss,
          q: tf.mean(q_t),
          proposalMax: tf.mean(found_tn.proposalMax),
          uniformMax: tf.mean(found_tn.uniformMax),
          maxGap: tf.mean(tf.sub(found_tn.proposalMax, found_tn.uniformMax)),
          proposalNll: tf.mean(negativeLogLikelihood),
          proposalEntropy: tf.mean(entropy),
        };
        for (const name in shown) tf.keep(shown[name]!);
        return tf.add(criticLoss, proposalLoss) as tf.Scalar;
      };
      const { grads } = tf.valueAndGrads(loss)(specs.map((spec) => online[spec.name]!));

      const next = adam(
        inputs['parameters']!,
        flatten(grads),
        { moment1: inputs['moment1']!, moment2: inputs['moment2']! },
        inputs['update']!,
        inputs['learningRate']!,
      );
      const copy = inputs['targetCopy']!;
      const remainder = tf.mul(tf.sub(1, copy), inputs['targetParameters']!);
      return {
        ...next,
        targetParameters: tf.add(tf.mul(copy, next.parameters), remainder),
        ...Object.fromEntries(Object.entries(shown).map(([name, kept]) => [name, release(kept)])),
      };
    },
  };
}

/** What was kept beyond an inner scope, as a tensor of the present one. */
function release(kept: tf.Tensor): tf.Tensor {
  const released = tf.clone(kept);
  kept.dispose();
  return released;
}

/** The states at which the proposal is trained, and the best candidates there. */
function proposalTarget(
  config: AqlConfig,
  product: ProductSpace,
  online: Parameters,
  inputs: Tensors,
  oneHot_tn: tf.Tensor,
): { state: tf.Tensor; oneHotBest: tf.Tensor } {
  const observation_t = inputs['observation_t']!;
  switch (config.proposalArgmax) {
    case 'next':
      return { state: inputs['observation_tn']!, oneHotBest: oneHot_tn };
    case 'state': {
      const found_t = search(online, product, embed(online, observation_t), inputs, { suffix: '_t' });
      return { state: observation_t, oneHotBest: oneHotActions(product, found_t.action) };
    }
    case 'acted':
      return { state: observation_t, oneHotBest: oneHotActions(product, inputs['greedyAction_t']!) };
  }
}
