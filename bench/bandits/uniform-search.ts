import { BINS } from '../../agents/testing/product-bandit.ts';

/** The chances of a uniformly drawn action, by its regret in steps of `unit`. */
export interface RegretOdds {
  readonly unit: number;
  /** P(regret ≤ r · unit). */
  readonly cumulative: Float64Array;
}

/**
 * Exact, by dynamic programming over the chain of sub-actions: a regret is a sum of squares of multiples of a bin's
 * width, 0.2, each for one sub-action or for two neighbours (`product-bandit.ts`).
 */
export function regretOdds(bestBins: readonly number[], coupling: 0 | 1): RegretOdds {
  const dimensions = bestBins.length;
  const span = BINS - 1;
  const length = dimensions * span ** 2 + coupling * (dimensions - 1) * (2 * span) ** 2 + 1;
  const distances = (d: number) => Array.from({ length: BINS }, (_, bin) => bin - bestBins[d]!);
  /** odds[k][r]: of all actions so far that end with bin k and have the sum r. */
  let odds = distances(0).map((y) => {
    const own = new Float64Array(length);
    own[y ** 2] = 1 / BINS;
    return own;
  });
  for (let d = 1; d < dimensions; d++) {
    odds = distances(d).map((y) => {
      const next = new Float64Array(length);
      distances(d - 1).forEach((before, k) => {
        const added = y ** 2 + coupling * (y - before) ** 2;
        for (let r = added; r < length; r++) next[r]! += odds[k]![r - added]! / BINS;
      });
      return next;
    });
  }
  const cumulative = new Float64Array(length);
  let sum = 0;
  for (let r = 0; r < length; r++) {
    for (const own of odds) sum += own[r]!;
    cumulative[r] = sum;
  }
  return { unit: (2 / span) ** 2 / dimensions, cumulative };
}

/** The expected regret of the best of `count` uniform draws, were the rewards known: Σ P(all are above r) · unit. */
export function regretOfBest({ unit, cumulative }: RegretOdds, count: number): number {
  return cumulative.reduce((sum, below) => sum + Math.max(0, 1 - below) ** count, 0) * unit;
}

/** How many uniform draws have an even chance that one of them has at most this regret. */
export function drawsFor({ unit, cumulative }: RegretOdds, regret: number): number {
  const below = cumulative[Math.min(cumulative.length - 1, Math.floor(regret / unit + 1e-6))]!;
  return below > 0.5 ? 1 : Math.LN2 / -Math.log1p(-below);
}
