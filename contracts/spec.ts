import { z } from 'zod';

/**
 * One dimension of an action space. With `bins` it is a discrete sub-action of that many choices, evenly spaced from
 * `low` to `high` (both included); without, it is continuous. `unit` is an SI unit (REP-103) or `1`.
 */
export const dimensionSchema = z
  .object({
    name: z.string().min(1),
    unit: z.string().min(1),
    low: z.number(),
    high: z.number(),
    bins: z.int().min(2).max(65_535).optional(),
  })
  .refine((d) => d.low < d.high, { error: 'low must be below high' });
export type DimensionSpec = Readonly<z.infer<typeof dimensionSchema>>;

/** A product action space A = A_1 × … × A_D: one entry per sub-action. */
export type ActionSpec = readonly DimensionSpec[];
export const actionSpecSchema = z.array(dimensionSchema).min(1);

/** A named, contiguous slice of the observation vector. */
export const observationEntrySchema = z.object({
  name: z.string().min(1),
  unit: z.string().min(1),
  size: z.int().min(1),
});
export type ObservationSpec = readonly Readonly<z.infer<typeof observationEntrySchema>>[];
export const observationSpecSchema = z.array(observationEntrySchema).min(1);

/** Into how many intervals [-1, 1] is divided wherever a continuous sub-action is told by a histogram. */
export const CONTINUOUS_INTERVALS = 20;

/** K_d: the bins of a discrete sub-action, the intervals of a continuous one. */
export function choiceCount({ bins }: DimensionSpec): number {
  return bins ?? CONTINUOUS_INTERVALS;
}

/** The bin of a discrete sub-action, the interval that holds the value of a continuous one. */
export function choiceOf({ bins }: DimensionSpec, action: number): number {
  if (bins !== undefined) return action;
  const interval = Math.floor(((action + 1) / 2) * CONTINUOUS_INTERVALS);
  return Math.min(CONTINUOUS_INTERVALS - 1, Math.max(0, interval));
}

/** Length of the observation vector. */
export function observationSize(spec: ObservationSpec): number {
  return spec.reduce((total, entry) => total + entry.size, 0);
}

/**
 * The physical value of a sub-action, in the dimension's unit.
 * @param action the bin index of a discrete dimension; a value in [-1, 1] of a continuous one.
 */
export function actionValue(dimension: DimensionSpec, action: number): number {
  const { low, high, bins } = dimension;
  const fraction = bins === undefined ? (action + 1) / 2 : action / (bins - 1);
  return low + (high - low) * fraction;
}
