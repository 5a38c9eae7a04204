import { z } from 'zod';
import { learningRateFields, returnFields, shownCandidatesField } from '../learner/settings.ts';
import { units } from '../nets/units.ts';

/** What a person may set of IMPALA. The defaults suit one machine: shorter unrolls, fewer in a batch than the papers'. */
export const impalaConfig = z.strictObject({
  entropyWeight: z.number().min(0).default(0.003).describe("Weight of the policy's entropy bonus; 0 switches it off"),
  unrollLength: z.int().min(1).max(1_000).default(16).describe('Steps of an unroll (paper: 20)'),
  ...returnFields,
  batchSize: z.int().min(1).max(4_096).default(16).describe('Unrolls per learner update (paper: 32)'),
  passes: z.int().min(1).max(100).default(2).describe('Updates with each batch of unrolls (paper: 1)'),
  queueCapacity: z
    .int()
    .min(1)
    .max(10_000_000)
    .default(16_384)
    .describe('Environment steps that wait to be learned from at most; beyond, the oldest are dropped'),
  ...learningRateFields(1e-3),
  gradientClip: z.number().positive().default(1).describe("Largest norm of an update's gradient (paper: 40, of a sum)"),
  rhoClip: z.number().positive().default(1).describe("V-trace's rho-bar: decides whose values are learned (paper: 1)"),
  cClip: z.number().positive().default(1).describe("V-trace's c-bar: decides how far corrections reach (paper: 1)"),
  valueWeight: z.number().min(0).default(0.5).describe('Weight of the loss of the state values'),
  units1: units.default(256).describe('Width of the first layer, of the policy and of the values'),
  units2: units.default(256).describe('Width of the second layer'),
  shownCandidates: shownCandidatesField.describe(
    'Samples of the policy that the window shows beside the greedy action; they decide nothing',
  ),
});
export type ImpalaConfig = z.output<typeof impalaConfig>;
