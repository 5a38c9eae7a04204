/**
 * Decoupled Q-networks: Seyde, Werner, Schwarting, Gilitschenski, Riedmiller, Rus & Wulfmeier 2023, "Solving continuous
 * control via Q-learning", arXiv 2210.12566.
 *
 * Each sub-action has utilities of its own and Q is their mean, so its maximum is found sub-action by sub-action. What
 * one sub-action is worth cannot depend on another.
 */
import { defineAgent, type ActOptions, type Program, type Space } from '../../contracts/agent.ts';
import { continuousReason } from '../learner/accepts.ts';
import { criticObjective, descend, tdTarget } from '../learner/descent.ts';
import {
  explorationInputs,
  explorationRate,
  exploringAction,
  growthInputs,
  growthSchedule,
  growthSpecs,
  grownBins,
  ofBinsInUse,
} from '../learner/growing-bins.ts';
import { criticMetrics } from '../learner/metrics.ts';
import { copyingSchedule, replaySettings } from '../learner/settings.ts';
import { actInputs, initialLearnerState, learnerState, learnInputs } from '../learner/state.ts';
import { unflatten, type Parameters } from '../nets/parameters.ts';
import { oneHotChoices, productSpace } from '../nets/product-space.ts';
import * as tf from '../tf.ts';
import { decqnConfig, type DecqnConfig } from './config.ts';
import { decoupledQ, greedyBins, utilities, utilitySpecs } from './utilities.ts';

export const decqn = defineAgent<tf.Tensor, typeof decqnConfig>({
  id: 'decqn',
  title: 'Decoupled Q-networks',
  summary: 'Q-learning with one small head per sub-action, whose mean is Q: fast, but blind to interactions.',
  paper: { title: 'Solving continuous control via Q-learning', url: 'https://arxiv.org/abs/2210.12566' },
  family: 'q-learning',
  config: decqnConfig,
  metrics: criticMetrics,
  accepts: continuousReason,
  parameters: parameterSpecs,
  initialState: initialLearnerState,
  exploration: explorationRate,
  replay: replaySettings,
  hyperparameters: (config, update) => ({ ...copyingSchedule(config, update), ...growthSchedule(config, update) }),
  act,
  learn,
});

function parameterSpecs(config: DecqnConfig, space: Space) {
  const units = [config.units1, config.units2] as const;
  return [...utilitySpecs(space.observationSize, productSpace(space.action), units), ...growthSpecs(config)];
}

function act(
  config: DecqnConfig,
  space: Space,
  batchSize: number,
  { details = false, exploring = false }: ActOptions = {},
): Program<tf.Tensor> {
  const specs = parameterSpecs(config, space);
  const product = productSpace(space.action);
  const shape = [config.shownCandidates, space.action.length];
  return {
    inputs: {
      ...actInputs(space, specs, batchSize),
      ...(details && { uniformActions: { shape, dtype: 'float32', noise: 'actions' } as const }),
      ...(exploring && explorationInputs(config, space, batchSize)),
    },
    state: [],
    run: (inputs) => {
      const parameters = unflatten(inputs['parameters']!, specs);
      const values = utilities(parameters, inputs['observation_t']!);
      const action = greedyBins(product, ofBinsInUse(config, product, parameters, values));
      const q = decoupledQ(product, values, oneHotChoices(product, action));
      const chosen = {
        action_t: action,
        q_t: q,
        ...(exploring && exploringAction(config, product, parameters, inputs, action)),
      };
      if (!details) return chosen;
      const uniform = inputs['uniformActions']!;
      const shares = tf.div(oneHotChoices(product, uniform), product.bins.length) as tf.Tensor2D;
      return {
        ...chosen,
        proposals: tf.expandDims(action, 1),
        proposalQ: tf.expandDims(q, 1),
        uniform: tf.clone(uniform),
        uniformQ: tf.matMul(values as tf.Tensor2D, shares, false, true),
        utilities: values,
      };
    },
  };
}

function learn(config: DecqnConfig, space: Space): Program<tf.Tensor> {
  const specs = parameterSpecs(config, space);
  const product = productSpace(space.action);
  return {
    inputs: { ...learnInputs(space, specs, config.batchSize), ...growthInputs(config) },
    state: learnerState,
    run: (inputs) => {
      const online = unflatten(inputs['parameters']!, specs);
      const target = unflatten(inputs['targetParameters']!, specs);

      // The online utilities select, the target's evaluate (double Q-learning).
      const selecting_tn = utilities(online, inputs['observation_tn']!);
      const greedy_tn = greedyBins(product, ofBinsInUse(config, product, online, selecting_tn));
      const values_tn = utilities(target, inputs['observation_tn']!);
      const target_t = tdTarget(inputs, decoupledQ(product, values_tn, oneHotChoices(product, greedy_tn)));

      const oneHot_t = oneHotChoices(product, inputs['action_t']!);
      const objective = (w: Parameters) => {
        const q_t = decoupledQ(product, utilities(w, inputs['observation_t']!), oneHot_t);
        return criticObjective(target_t, q_t, inputs['importance']!);
      };
      return descend(inputs, specs, objective, grownBins(config, inputs));
    },
  };
}
