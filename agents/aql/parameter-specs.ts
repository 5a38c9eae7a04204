import type { ParameterSpec, Space } from '../../contracts/agent.ts';
import { growthSpecs } from '../learner/growing-bins.ts';
import { proposalSpecs } from '../nets/autoregressive-proposal.ts';
import { productSpace } from '../nets/product-space.ts';
import { summedCriticSpecs } from '../nets/summed-critic.ts';
import type { AqlConfig } from './config.ts';

/** The arrays of critic and proposal, in the order of the flat vector. */
export function parameterSpecs(config: AqlConfig, space: Space): ParameterSpec[] {
  const product = productSpace(space.action);
  return [
    ...summedCriticSpecs(config, space.observationSize, product),
    ...proposalSpecs(config.embeddingUnits, product, {
      trunk: [config.proposalUnits1, config.proposalUnits2],
      head: config.headUnits,
    }),
    ...growthSpecs(config),
  ];
}
