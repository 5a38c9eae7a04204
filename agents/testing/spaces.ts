import type { ActionSpec, DimensionSpec } from '../../contracts/spec.ts';

/** Discrete sub-actions of these numbers of bins. */
export function discreteActions(bins: readonly number[]): ActionSpec {
  return bins.map((count, d) => ({ name: `a${d}`, unit: '1', low: -1, high: 1, bins: count }));
}

/** Continuous sub-actions. */
export function continuousActions(count: number): ActionSpec {
  return Array.from({ length: count }, (_, d) => ({ name: `c${d}`, unit: '1', low: -1, high: 1 }));
}

export type SpaceKind = 'discrete' | 'continuous' | 'hybrid';

/** Sub-actions of these numbers of bins, or continuous in their stead: all of them, or every other one. */
export function actionsOf(kind: SpaceKind, bins: readonly number[]): ActionSpec {
  const isDiscrete = (d: number) => kind === 'discrete' || (kind === 'hybrid' && d % 2 === 0);
  const [discrete, continuous] = [discreteActions(bins), continuousActions(bins.length)];
  return bins.map((_, d) => (isDiscrete(d) ? discrete : continuous)[d]!);
}

/** Which of `count` choices an action makes: its bin, or the equal part of [-1, 1] that a continuous value lies in. */
export function partOf({ bins }: DimensionSpec, action: number, count: number): number {
  return bins === undefined ? Math.min(count - 1, Math.floor(((action + 1) / 2) * count)) : action;
}
