/**
 * UniformQL: the baseline of Van de Wiele, Warde-Farley, Mnih & Mnih 2020 (arXiv 2001.08116, section 4) that takes
 * max_a Q(s, a) over uniformly drawn candidates alone: AQL without its proposal.
 */
import { defineAgent, type Program, type Space } from '../../contracts/agent.ts';
import { criticObjective, descend, tdTarget } from '../learner/descent.ts';
import {
  explorationInputs,
  explorationRate,
  exploringAction,
  growthInputs,
  growthSchedule,
  growthSpecs,
  grownBins,
  onBinsInUse,
} from '../learner/growing-bins.ts';
import { criticMetrics } from '../learner/metrics.ts';
import { copyingSchedule, replaySettings } from '../learner/settings.ts';
import { actInputs, candidateSpec, initialLearnerState, learnerState, learnInputs } from '../learner/state.ts';
import '../maximize-q/fused.ts';
import { maximizeQ } from '../maximize-q/maximize-q.ts';
import { scoreCandidates } from '../maximize-q/score.ts';
import { unflatten, type Parameters } from '../nets/parameters.ts';
import { encodeActions, productSpace } from '../nets/product-space.ts';
import { slicesThrough } from '../nets/slices.ts';
import { embed, observationStatistics } from '../nets/state-embedding.ts';
import { criticOperands, summedCritic, summedCriticSpecs } from '../nets/summed-critic.ts';
import * as tf from '../tf.ts';
import { uniformQlConfig, type UniformQlConfig } from './config.ts';

export const uniformQl = defineAgent<tf.Tensor, typeof uniformQlConfig>({
  id: 'uniform-ql',
  title: 'UniformQL',
  summary: 'Q-learning whose maximum is taken over uniformly drawn actions: AQL without its proposal.',
  paper: {
    title: 'Q-Learning in enormous action spaces via amortized approximate maximization',
    url: 'https://arxiv.org/abs/2001.08116',
  },
  family: 'q-learning',
  config: uniformQlConfig,
  metrics: [
    ...criticMetrics,
    {
      name: 'uniformMax',
      title: 'Best uniform Q',
      unit: 'return',
      description: "Mean over the batch of the best Q among the M uniform candidates, at s'.",
    },
  ],
  accepts: () => null,
  parameters: parameterSpecs,
  initialState: initialLearnerState,
  exploration: explorationRate,
  replay: replaySettings,
  hyperparameters: (config, update) => ({ ...copyingSchedule(config, update), ...growthSchedule(config, update) }),

  act: (config, space, batchSize, { details = false, exploring = false } = {}) => ({
    inputs: {
      ...actInputs(space, parameterSpecs(config, space), batchSize),
      uniformActions: candidateSpec(space, config.uniformCandidates),
      ...(exploring && explorationInputs(config, space, batchSize)),
    },
    state: [],
    run: (inputs) => {
      const parameters = unflatten(inputs['parameters']!, parameterSpecs(config, space));
      const product = productSpace(space.action);
      const critic = criticOperands(config, parameters, embed(config, parameters, inputs['observation_t']!));
      const uniformActions = onBinsInUse(config, product, parameters, inputs['uniformActions']!);
      const found = maximizeQ({ ...critic, uniformActions }, { bins: product.bins, details });
      const action_t = found.action;
      const chosen = {
        action_t,
        q_t: found.q,
        ...(exploring && exploringAction(config, product, parameters, inputs, action_t)),
      };
      if (!details) return chosen;
      return {
        ...chosen,
        uniform: uniformActions,
        uniformQ: found.uniformQ!,
        slices: scoreCandidates(critic, product, slicesThrough(product, action_t)),
      };
    },
  }),

  learn,
});

function parameterSpecs(config: UniformQlConfig, space: Space) {
  const critic = summedCriticSpecs(config, space.observationSize, productSpace(space.action));
  return [...critic, ...growthSpecs(config)];
}

function learn(config: UniformQlConfig, space: Space): Program<tf.Tensor> {
  const specs = parameterSpecs(config, space);
  const product = productSpace(space.action);
  return {
    inputs: {
      ...learnInputs(space, specs, config.batchSize),
      ...growthInputs(config),
      uniformActions_tn: candidateSpec(space, config.uniformCandidates),
    },
    state: learnerState,
    run: (inputs) => {
      const online = unflatten(inputs['parameters']!, specs);
      const target = unflatten(inputs['targetParameters']!, specs);
      const observation_tn = inputs['observation_tn']!;

      // The online critic selects, the target critic evaluates (double Q-learning).
      const uniformActions = onBinsInUse(config, product, online, inputs['uniformActions_tn']!);
      const operands = { ...criticOperands(config, online, embed(config, online, observation_tn)), uniformActions };
      const found_tn = maximizeQ(operands, { bins: product.bins });
      const features_tn = encodeActions(product, found_tn.action);
      const target_t = tdTarget(
        inputs,
        summedCritic(config, target, embed(config, target, observation_tn), features_tn),
      );

      const features_t = encodeActions(product, inputs['action_t']!);
      const objective = (w: Parameters) => {
        const q_t = summedCritic(config, w, embed(config, w, inputs['observation_t']!), features_t);
        const { loss, outputs } = criticObjective(target_t, q_t, inputs['importance']!);
        return { loss, outputs: { ...outputs, uniformMax: tf.mean(found_tn.uniformMax) } };
      };
      return descend(inputs, specs, objective, {
        ...observationStatistics(config, online, inputs['observation_t']!, inputs['update']!),
        ...grownBins(config, inputs),
      });
    },
  };
}
