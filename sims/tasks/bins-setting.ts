import { z } from 'zod';

/**
 * The setting for the number of choices of a sub-action around zero: odd, so that zero itself is one of them; or 0 for
 * continuous control.
 */
export const binsSetting = z
  .int()
  .min(0)
  .max(255)
  .refine((bins) => bins === 0 || (bins >= 3 && bins % 2 === 1), {
    error: 'must be odd and at least 3, so that zero is a choice, or 0 for continuous control',
  })
  .default(11);

/** What that setting makes of a sub-action. */
export function binsOf({ bins }: { readonly bins: number }): { bins?: number } {
  return bins === 0 ? {} : { bins };
}
