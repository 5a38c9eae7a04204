import { agents, findAgent } from '../../agents/index.ts';
import { productBandit, type ProductBandit } from '../../agents/testing/product-bandit.ts';
import { Random } from '../../contracts/random.ts';

/** A line of the table: an agent with what it does otherwise than the others. */
export interface Variant {
  readonly id: string;
  readonly agent: string;
  readonly fields: Readonly<Record<string, number>>;
}

/** What is trained once per seed. */
export interface Group {
  readonly variant: string;
  readonly dimensions: number;
  /** Whether what is best for one sub-action depends on its neighbours. */
  readonly coupling: 0 | 1;
  readonly updates: number;
}

/** Actions that each search scores: N + M of AQL, M of UniformQL, those of both iterations of QT-Opt. */
export const CANDIDATES = 200;

/** Fields that differ by their nature, so that every search has as many candidates and every batch as many actions. */
const own: Readonly<Record<string, Variant['fields']>> = {
  aql: { proposals: CANDIDATES / 5, uniformCandidates: (4 * CANDIDATES) / 5 },
  'uniform-ql': { uniformCandidates: CANDIDATES },
  // Elites as many of the samples as in the paper, 6 of 64.
  'qt-opt': { samples: CANDIDATES / 2, iterations: 2, elites: 9 },
  impala: { unrollLength: 4, batchSize: 16, passes: 4 },
};

/** Small networks that learn in seconds, of the same width for all. */
const common: Variant['fields'] = {
  batchSize: 64,
  nStep: 1,
  learningRate: 2e-3,
  epsilon: 0.3,
  targetEvery: 50,
  embeddingUnits: 64,
  hiddenUnits: 64,
  proposalUnits1: 64,
  proposalUnits2: 64,
  headUnits: 32,
  actorUnits1: 64,
  actorUnits2: 64,
  criticUnits1: 64,
  criticUnits2: 64,
  units1: 64,
  units2: 64,
};

const variants: readonly Variant[] = [
  ...agents.map(({ id }) => ({ id, agent: id, fields: {} })),
  ...[0.05, 0.3].map((entropyWeight) => {
    return { id: `aql, entropy weight ${entropyWeight}`, agent: 'aql', fields: { entropyWeight } };
  }),
];

/** The variants of these agents. @throws WorkbenchError `unknown-name` */
export function variantsOf(agentIds: readonly string[]): Variant[] {
  return agentIds.flatMap((id) => variants.filter(({ agent }) => agent === findAgent(id).id));
}

/** An agent and its configuration: of the common fields those that it has. */
export function learnerOf(variantId: string) {
  const { agent: id, fields } = variants.find((variant) => variant.id === variantId)!;
  const agent = findAgent(id);
  const known = Object.entries(common).filter(([field]) => field in agent.config.shape);
  return { agent, config: { ...Object.fromEntries(known), ...own[id], ...fields } };
}

/** The problem of a seed, the same for every agent: with bins, or continuous for an agent that has to have it so. */
export function problemOf({ variant, dimensions, coupling }: Group, seed: number): ProductBandit {
  const { agent } = learnerOf(variant);
  const discrete = productBandit(dimensions, coupling, new Random(seed));
  if (agent.accepts(discrete.space.action) === null) return discrete;
  return productBandit(dimensions, coupling, new Random(seed), 'continuous');
}
