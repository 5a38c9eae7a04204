import { z } from 'zod';
import { learnerFields, shownCandidatesField, targetEveryField } from '../learner/settings.ts';
import { units } from '../nets/units.ts';

/**
 * What a person may set of D3PG. The defaults are those of its comparison in the paper of AQL, but for the replay and the
 * step size (1e-4 there), which is what the other agents have here.
 */
export const d3pgConfig = z.strictObject({
  noise: z
    .number()
    .min(0)
    .max(2)
    .default(0.3)
    .describe('Standard deviation of the Gaussian noise on actions in training, where [-1, 1] is the whole range'),
  actionGradientClip: z
    .number()
    .positive()
    .default(1)
    .describe("Largest norm of each sample's gradient dQ/da, with which the actor is trained"),
  ...learnerFields({ nStep: 5, batchSize: 256, learningRate: 1e-3 }),
  targetEvery: targetEveryField(100),
  actorUnits1: units.default(300).describe("Width of the actor's first layer"),
  actorUnits2: units.default(200).describe("Width of the actor's second layer"),
  criticUnits1: units.default(400).describe("Width of the critic's first layer"),
  criticUnits2: units.default(300).describe("Width of the critic's second layer"),
  shownCandidates: shownCandidatesField.describe(
    "Actions around the actor's, and as many uniform ones, whose Q the window shows; they decide nothing",
  ),
});
export type D3pgConfig = z.output<typeof d3pgConfig>;
