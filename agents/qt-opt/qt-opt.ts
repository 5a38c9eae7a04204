/**
 * QT-Opt: Kalashnikov et al. 2018, "QT-Opt: scalable deep reinforcement learning for vision-based robotic manipulation",
 * arXiv 1806.10293.
 *
 * Q-learning over continuous actions whose maximum is searched by the cross-entropy method. Of two critics the first is
 * searched and the lesser value of both is believed. Discrete sub-actions are searched as relaxed one-hot vectors, as
 * the paper of AQL compares it.
 */
import { defineAgent, type Space } from '../../contracts/agent.ts';
import { criticMetrics } from '../learner/metrics.ts';
import { learningRateAt, replaySettings } from '../learner/settings.ts';
import { actInputs, initialLearnerState } from '../learner/state.ts';
import { scopeOf, unflatten } from '../nets/parameters.ts';
import { productSpace } from '../nets/product-space.ts';
import type * as tf from '../tf.ts';
import { qtOptConfig } from './config.ts';
import { learn } from './learn.ts';
import { parameterSpecs, search, searchInputs } from './search.ts';
import { searchDetails } from './search-details.ts';

export const qtOpt = defineAgent<tf.Tensor, typeof qtOptConfig>({
  id: 'qt-opt',
  title: 'QT-Opt',
  summary: 'Q-learning whose maximum is searched by the cross-entropy method, with two critics against optimism.',
  paper: {
    title: 'QT-Opt: scalable deep reinforcement learning for vision-based robotic manipulation',
    url: 'https://arxiv.org/abs/1806.10293',
  },
  family: 'q-learning',
  config: qtOptConfig,
  metrics: [
    ...criticMetrics,
    {
      name: 'searchGain',
      title: 'Gain of the search',
      unit: 'return',
      description:
        "Mean Q of the search's last samples less that of its first, uniform ones, at s': how much better they become.",
    },
  ],
  accepts: () => null,
  parameters: parameterSpecs,
  initialState: initialLearnerState,
  exploration: (config) => config.epsilon,
  replay: replaySettings,
  hyperparameters: (config, update) => ({
    learningRate: learningRateAt(config, update),
    targetRate: config.targetRate,
  }),
  act: (config, space: Space, batchSize, { details = false } = {}) => ({
    inputs: {
      ...actInputs(space, parameterSpecs(config, space), batchSize),
      ...searchInputs(config, space, ''),
    },
    state: [],
    run: (inputs) => {
      const parameters = unflatten(inputs['parameters']!, parameterSpecs(config, space));
      const first = scopeOf(parameters, 'first/');
      const found = search(config, first, productSpace(space.action), inputs['observation_t']!, inputs, '');
      const chosen = { action_t: found.action, q_t: found.q };
      if (!details) return chosen;
      return { ...chosen, ...searchDetails(found, config.elites) };
    },
  }),
  learn,
});
