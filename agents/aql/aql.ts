/**
 * Amortized Q-learning: Van de Wiele, Warde-Farley, Mnih & Mnih 2020, "Q-Learning in enormous action spaces via
 * amortized approximate maximization", arXiv 2001.08116.
 *
 * The action is an input of Q, and max_a Q(s, a) is taken over candidates: M drawn uniformly and N sampled from an
 * autoregressive proposal mu(a|s), which is trained to predict the best of them.
 */
import { defineAgent } from '../../contracts/agent.ts';
import { explorationInputs, explorationRate, growthSchedule } from '../learner/growing-bins.ts';
import { copyingSchedule, replaySettings } from '../learner/settings.ts';
import { actInputs, initialLearnerState } from '../learner/state.ts';
import type * as tf from '../tf.ts';
import { act } from './act.ts';
import { aqlConfig } from './config.ts';
import { learn } from './learn.ts';
import { aqlMetrics } from './metrics.ts';
import { parameterSpecs } from './parameter-specs.ts';
import { searchInputs } from './search.ts';

export const aql = defineAgent<tf.Tensor, typeof aqlConfig>({
  id: 'aql',
  title: 'Amortized Q-learning',
  summary: 'Q-learning whose maximum over a huge action space is taken over samples of a learned proposal.',
  paper: {
    title: 'Q-Learning in enormous action spaces via amortized approximate maximization',
    url: 'https://arxiv.org/abs/2001.08116',
  },
  family: 'q-learning',
  config: aqlConfig,
  metrics: aqlMetrics,
  accepts: () => null,
  parameters: parameterSpecs,
  initialState: initialLearnerState,
  exploration: explorationRate,
  replay: replaySettings,
  hyperparameters: (config, update) => ({ ...copyingSchedule(config, update), ...growthSchedule(config, update) }),
  act: (config, space, batchSize, options = {}) => ({
    inputs: {
      ...actInputs(space, parameterSpecs(config, space), batchSize),
      ...searchInputs(config, space, batchSize, ''),
      ...(options.exploring && explorationInputs(config, space, batchSize)),
    },
    state: [],
    run: (inputs) => act(config, space, inputs, options),
  }),
  learn,
});
