import { z } from 'zod';
import { epsilonField, learnerFields, targetEveryField } from '../learner/settings.ts';
import { units } from '../nets/units.ts';

/** What a person may set of UniformQL. As many candidates as AQL has in all, so that the two are compared fairly. */
export const uniformQlConfig = z.strictObject({
  uniformCandidates: z.int().min(1).max(100_000).default(500).describe('M: candidates drawn uniformly'),
  ...learnerFields(),
  targetEvery: targetEveryField(),
  epsilon: epsilonField,
  embeddingUnits: units.default(400).describe('Width of the state embedding (paper: 400)'),
  hiddenUnits: units.default(300).describe("Width of the critic's summed layer (paper: 300)"),
});
export type UniformQlConfig = z.output<typeof uniformQlConfig>;
