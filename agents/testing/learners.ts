import type { TrainingOptions } from './train.ts';
import { findAgent } from '../index.ts';

/** Small and fast; with `nStep` 1 a return holds no action but the one it is for. */
const common = { batchSize: 64, nStep: 1, learningRate: 5e-3 };
const critic = { embeddingUnits: 32, hiddenUnits: 32, epsilon: 0.3 };
const proposal = { entropyWeight: 0.05, proposalUnits1: 32, proposalUnits2: 32, headUnits: 16 };

/** Configurations under which each agent learns a small problem in seconds. */
const configs: Readonly<Record<string, TrainingOptions['config']>> = {
  aql: { ...common, ...critic, ...proposal, proposals: 20, uniformCandidates: 80, targetEvery: 50 },
  'uniform-ql': { ...common, ...critic, uniformCandidates: 100, targetEvery: 50 },
  'qt-opt': { ...common, ...critic, batchSize: 32, targetRate: 0.05 },
  d3pg: {
    ...common,
    learningRate: 2e-3,
    targetEvery: 20,
    actorUnits1: 32,
    actorUnits2: 32,
    criticUnits1: 64,
    criticUnits2: 64,
  },
  decqn: { ...common, epsilon: 0.3, targetEvery: 50, units1: 32, units2: 32 },
  impala: { learningRate: 5e-3, batchSize: 16, unrollLength: 8, units1: 32, units2: 32 },
};

/** An agent and how to train it, with these fields changed where the agent has them. */
export function learner(
  id: string,
  changes: TrainingOptions['config'] = {},
): Pick<TrainingOptions, 'agent' | 'config'> {
  const agent = findAgent(id);
  const known = Object.entries(changes).filter(([field]) => field in agent.config.shape);
  return { agent, config: { ...configs[id], ...Object.fromEntries(known) } };
}
