import type { ActOptions, Space } from '../../contracts/agent.ts';
import { exploringAction, onBinsInUse, proposingBinsInUse } from '../learner/growing-bins.ts';
import { scoreCandidates } from '../maximize-q/score.ts';
import { proposalBase, proposalLogProbabilities } from '../nets/autoregressive-proposal.ts';
import { unflatten } from '../nets/parameters.ts';
import { encodeActions, entropyPerDimension, productSpace } from '../nets/product-space.ts';
import { slicesThrough } from '../nets/slices.ts';
import { embed } from '../nets/state-embedding.ts';
import { criticOperands } from '../nets/summed-critic.ts';
import * as tf from '../tf.ts';
import type { AqlConfig } from './config.ts';
import { parameterSpecs } from './parameter-specs.ts';
import { search } from './search.ts';

type Tensors = Readonly<Record<string, tf.Tensor>>;

/** Chooses the best candidate at each state; what it returns is described in `contracts/agent.ts`. */
export function act(
  config: AqlConfig,
  space: Space,
  inputs: Tensors,
  { details = false, exploring = false }: ActOptions,
): Record<string, tf.Tensor> {
  const product = productSpace(space.action);
  const stored = unflatten(inputs['parameters']!, parameterSpecs(config, space));
  const parameters = proposingBinsInUse(config, product, stored);
  const embedding = embed(config, parameters, inputs['observation_t']!);
  const found = search(config, parameters, product, embedding, inputs, { details });
  const { action: action_t, q, proposalMax, uniformMax, ...candidates } = found;
  const chosen = {
    action_t,
    q_t: q,
    proposalMax_t: proposalMax,
    uniformMax_t: uniformMax,
    ...(exploring && exploringAction(config, product, parameters, inputs, action_t)),
  };
  if (!details) return chosen;

  const base = proposalBase(parameters, embedding);
  const marginals = tf.exp(proposalLogProbabilities(parameters, product, base, encodeActions(product, action_t)));
  return {
    ...chosen,
    ...candidates,
    uniform: onBinsInUse(config, product, parameters, inputs['uniformActions']!),
    marginals,
    entropy: entropyPerDimension(product, marginals),
    slices: scoreCandidates(criticOperands(config, parameters, embedding), product, slicesThrough(product, action_t)),
  };
}
