import type { AgentDefinition } from '../../contracts/agent.ts';
import type { Tensor } from '../tf.ts';

/** Values under which any program is quick, for the fields that agents share by name. */
const SMALL: Readonly<Record<string, number>> = {
  batchSize: 5,
  proposals: 6,
  uniformCandidates: 7,
  embeddingUnits: 8,
  residualBlocks: 1,
  hiddenUnits: 12,
  proposalUnits1: 8,
  proposalUnits2: 8,
  headUnits: 4,
  samples: 4,
  elites: 3,
  actorUnits1: 8,
  actorUnits2: 8,
  criticUnits1: 8,
  criticUnits2: 8,
  units1: 8,
  units2: 8,
  shownCandidates: 7,
  unrollLength: 3,
};

/** The agent's configuration with small networks and batches, and these fields set. */
export function smallConfig(agent: AgentDefinition<Tensor>, fields: Readonly<Record<string, unknown>> = {}) {
  const small = Object.entries(SMALL).filter(([name]) => name in agent.config.shape);
  return agent.config.parse({ ...Object.fromEntries(small), ...fields });
}
