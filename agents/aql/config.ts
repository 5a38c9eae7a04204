import { z } from 'zod';

const units = z.int().min(4).max(4096).multipleOf(4, { error: 'must be a multiple of 4 (SIMD lanes)' });

/** What a person may set of AQL. Values that the paper gives are its own; the others are argued in docs/learning.md. */
export const aqlConfig = z.strictObject({
  proposals: z.int().min(1).max(10_000).default(100).describe('N: candidates sampled from the proposal (paper: 100)'),
  uniformCandidates: z.int().min(1).max(100_000).default(400).describe('M: candidates drawn uniformly (paper: 400)'),
  discount: z.number().min(0).max(1).default(0.99).describe('Discount factor gamma per environment step'),
  rewardScale: z
    .number()
    .positive()
    .default(1)
    .describe('Factor on rewards while learning: chosen so that Q stays around 10, it is learned fastest'),
  nStep: z.int().min(1).max(100).default(3).describe('Steps of reward before bootstrapping'),
  batchSize: z.int().min(1).max(65_536).default(128).describe('Transitions per learner update'),
  learningRate: z.number().positive().max(1).default(1e-3).describe("Adam's step size"),
  learningRateHalfLife: z
    .int()
    .min(0)
    .default(0)
    .describe('Updates in which the step size halves, again and again; 0 keeps it constant'),
  entropyWeight: z.number().min(0).default(0.01).describe("Weight of the proposal's entropy bonus; 0 switches it off"),
  proposalArgmax: z
    .enum(['next', 'state', 'acted'])
    .default('next')
    .describe(
      "Where the proposal's target a* comes from: 'next' recomputes it at s' (the search that the TD target needs anyway), 'state' recomputes it at s by a second search, 'acted' takes the one found while acting",
    ),
  proposalShapesEmbedding: z
    .boolean()
    .default(false)
    .describe("Let the proposal's gradient into the state embedding that it shares with the critic"),
  targetEvery: z.int().min(1).default(200).describe('Updates between two copies of the critic to its target'),
  epsilon: z
    .number()
    .min(0)
    .max(1)
    .default(0.1)
    .describe('Probability that an action is drawn uniformly while training'),
  replayCapacity: z.int().min(100).max(10_000_000).default(200_000).describe('Environment steps kept for replay'),
  priorityExponent: z
    .number()
    .min(0)
    .max(1)
    .default(0)
    .describe('alpha of prioritised replay; 0 samples uniformly (Schaul et al. use 0.6)'),
  importanceExponent: z.number().min(0).max(1).default(0.2).describe('beta of prioritised replay'),
  embeddingUnits: units.default(400).describe('Width of the state embedding (paper: 400)'),
  hiddenUnits: units.default(300).describe("Width of the critic's summed layer (paper: 300)"),
  proposalUnits1: units.default(300).describe("Width of the proposal's first layer (paper: 300)"),
  proposalUnits2: units.default(200).describe("Width of the proposal's second layer (paper: 200)"),
  headUnits: units.default(64).describe("Width of each sub-action's head"),
});
export type AqlConfig = z.output<typeof aqlConfig>;
