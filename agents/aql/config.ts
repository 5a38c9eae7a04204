import { z } from 'zod';
import { growthFields } from '../learner/growing-bins.ts';
import { epsilonField, learnerFields, targetEveryField } from '../learner/settings.ts';
import { criticFields } from '../nets/critic-config.ts';
import { units } from '../nets/units.ts';

/** What a person may set of AQL. Values that the paper gives are its own; the others are argued in docs/benchmarks.md. */
export const aqlConfig = z.strictObject({
  proposals: z.int().min(1).max(10_000).default(100).describe('N: candidates sampled from the proposal (paper: 100)'),
  uniformCandidates: z.int().min(1).max(100_000).default(400).describe('M: candidates drawn uniformly (paper: 400)'),
  ...learnerFields(),
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
  targetEvery: targetEveryField(),
  epsilon: epsilonField,
  ...growthFields(),
  ...criticFields(),
  proposalUnits1: units.default(300).describe("Width of the proposal's first layer (paper: 300)"),
  proposalUnits2: units.default(200).describe("Width of the proposal's second layer (paper: 200)"),
  headUnits: units.default(64).describe("Width of each sub-action's head"),
});
export type AqlConfig = z.output<typeof aqlConfig>;
