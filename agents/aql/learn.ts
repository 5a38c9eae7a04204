import type { Program, Space } from '../../contracts/agent.ts';
import { criticObjective, descend, tdTarget } from '../learner/descent.ts';
import { grownBins, growthInputs, proposingBinsInUse } from '../learner/growing-bins.ts';
import { actionSpec, learnerState, learnInputs } from '../learner/state.ts';
import { proposalTerms } from '../losses/proposal.ts';
import { proposalBase, proposalLogProbabilities } from '../nets/autoregressive-proposal.ts';
import { unflatten, type Parameters } from '../nets/parameters.ts';
import { encodeActions, oneHotChoices, productSpace, type ProductSpace } from '../nets/product-space.ts';
import { embed, observationStatistics } from '../nets/state-embedding.ts';
import { summedCritic } from '../nets/summed-critic.ts';
import * as tf from '../tf.ts';
import type { AqlConfig } from './config.ts';
import { parameterSpecs } from './parameter-specs.ts';
import { search, searchInputs } from './search.ts';

type Tensors = Readonly<Record<string, tf.Tensor>>;

/** One update of critic and proposal. */
export function learn(config: AqlConfig, space: Space): Program<tf.Tensor> {
  const specs = parameterSpecs(config, space);
  const product = productSpace(space.action);
  return {
    inputs: {
      ...learnInputs(space, specs, config.batchSize),
      ...(config.proposalArgmax === 'acted' && { greedyAction_t: actionSpec(space, config.batchSize) }),
      ...growthInputs(config),
      ...searchInputs(config, space, config.batchSize, '_tn'),
      ...(config.proposalArgmax === 'state' && searchInputs(config, space, config.batchSize, '_t')),
    },
    state: learnerState,
    run: (inputs) => {
      const online = proposingBinsInUse(config, product, unflatten(inputs['parameters']!, specs));
      const target = unflatten(inputs['targetParameters']!, specs);

      // Fresh candidates at s_{t+n}; the online critic selects, the target critic evaluates (double Q-learning).
      const seen_tn = embed(config, online, inputs['observation_tn']!);
      const found_tn = search(config, online, product, seen_tn, inputs, { suffix: '_tn' });
      const action_tn = found_tn.action;
      const embedding_tn = embed(config, target, inputs['observation_tn']!);
      const target_t = tdTarget(inputs, summedCritic(config, target, embedding_tn, encodeActions(product, action_tn)));

      const { state: proposalState, best } = proposalTarget(config, product, online, inputs, action_tn);
      const [bestFeatures, bestChoices] = [encodeActions(product, best), oneHotChoices(product, best)];
      const features_t = encodeActions(product, inputs['action_t']!);
      // Computed out here, the embedding is a constant to the proposal's loss.
      const constantEmbedding = config.proposalShapesEmbedding ? null : embed(config, online, proposalState);

      const objective = (w: Parameters) => {
        const q_t = summedCritic(config, w, embed(config, w, inputs['observation_t']!), features_t);
        const critic = criticObjective(target_t, q_t, inputs['importance']!);

        const embedding = constantEmbedding ?? embed(config, w, proposalState);
        const proposal = proposingBinsInUse(config, product, w);
        const logMu = proposalLogProbabilities(proposal, product, proposalBase(w, embedding), bestFeatures);
        const { negativeLogLikelihood, entropy } = proposalTerms(logMu, bestChoices);
        const proposalLoss = tf.mean(tf.sub(negativeLogLikelihood, tf.mul(entropy, config.entropyWeight)));

        return {
          loss: tf.add(critic.loss, proposalLoss),
          outputs: {
            ...critic.outputs,
            proposalMax: tf.mean(found_tn.proposalMax),
            uniformMax: tf.mean(found_tn.uniformMax),
            maxGap: tf.mean(tf.sub(found_tn.proposalMax, found_tn.uniformMax)),
            proposalNll: tf.mean(negativeLogLikelihood),
            proposalEntropy: tf.mean(entropy),
          },
        };
      };
      return descend(inputs, specs, objective, {
        ...observationStatistics(config, online, inputs['observation_t']!, inputs['update']!),
        ...grownBins(config, inputs),
      });
    },
  };
}

/** The states at which the proposal is trained, and the best candidates there. */
function proposalTarget(
  config: AqlConfig,
  product: ProductSpace,
  online: Parameters,
  inputs: Tensors,
  action_tn: tf.Tensor,
): { state: tf.Tensor; best: tf.Tensor } {
  const observation_t = inputs['observation_t']!;
  switch (config.proposalArgmax) {
    case 'next':
      return { state: inputs['observation_tn']!, best: action_tn };
    case 'state': {
      const found_t = search(config, online, product, embed(config, online, observation_t), inputs, { suffix: '_t' });
      return { state: observation_t, best: found_t.action };
    }
    case 'acted':
      return { state: observation_t, best: inputs['greedyAction_t']! };
  }
}
