import type { ActionSpec } from '../../contracts/spec.ts';

/** Discrete sub-actions of these numbers of bins. */
export function discreteActions(bins: readonly number[]): ActionSpec {
  return bins.map((count, d) => ({ name: `a${d}`, unit: '1', low: -1, high: 1, bins: count }));
}
