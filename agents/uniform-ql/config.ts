import { z } from 'zod';
import { growthFields } from '../learner/growing-bins.ts';
import { epsilonField, learnerFields, targetEveryField } from '../learner/settings.ts';
import { criticFields } from '../nets/critic-config.ts';

/** What a person may set of UniformQL. As many candidates as AQL has in all, so that the two are compared fairly. */
export const uniformQlConfig = z.strictObject({
  uniformCandidates: z.int().min(1).max(100_000).default(500).describe('M: candidates drawn uniformly'),
  ...learnerFields(),
  targetEvery: targetEveryField(),
  epsilon: epsilonField,
  ...growthFields(),
  ...criticFields(),
});
export type UniformQlConfig = z.output<typeof uniformQlConfig>;
