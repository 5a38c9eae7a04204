import { z } from 'zod';

/** The setting for the number of choices of a sub-action around zero: odd, so that zero itself is one of them. */
export const oddBins = z
  .int()
  .min(3)
  .max(255)
  .refine((bins) => bins % 2 === 1, { error: 'must be odd, so that zero is a choice' })
  .default(11);
