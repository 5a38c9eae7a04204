import { z } from 'zod';
import { growthFields } from '../learner/growing-bins.ts';
import { epsilonField, learnerFields, shownCandidatesField, targetEveryField } from '../learner/settings.ts';
import { units } from '../nets/units.ts';

/** What a person may set of DecQN. */
export const decqnConfig = z.strictObject({
  ...learnerFields({ nStep: 3 }),
  targetEvery: targetEveryField(),
  epsilon: epsilonField,
  ...growthFields(),
  units1: units.default(256).describe('Width of the first layer, which is normalised'),
  units2: units.default(256).describe('Width of the second layer'),
  shownCandidates: shownCandidatesField.describe(
    'Uniformly drawn actions whose Q the window shows beside the greedy one; they decide nothing',
  ),
});
export type DecqnConfig = z.output<typeof decqnConfig>;
