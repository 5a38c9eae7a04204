import { z } from 'zod';
import { epsilonField, learnerFields } from '../learner/settings.ts';
import { criticFields } from '../nets/critic-config.ts';

/** What a person may set of QT-Opt. The cross-entropy method's numbers are the paper's. */
export const qtOptConfig = z
  .strictObject({
    samples: z.int().min(2).max(10_000).default(64).describe('Actions that an iteration of the search scores'),
    elites: z.int().min(1).max(10_000).default(6).describe('The best of them, to which the next iteration is fitted'),
    iterations: z.int().min(2).max(10).default(2).describe('Iterations of the search; the first one draws uniformly'),
    ...learnerFields(),
    targetRate: z
      .number()
      .positive()
      .max(1)
      .default(0.005)
      .describe("Share of the critics' parameters that the slow critics take over at every update (Polyak averaging)"),
    epsilon: epsilonField,
    ...criticFields(),
  })
  .refine(({ elites, samples }) => elites <= samples, { path: ['elites'], error: 'must be at most samples' });
export type QtOptConfig = z.output<typeof qtOptConfig>;
