import { expect } from 'vitest';

/**
 * Pearson's goodness of fit: whether counts may come from these probabilities. Of true ones, one test in 100,000 fails;
 * the seeds are fixed, so a test that passes once always does.
 *
 * @param counts observed, at least about five expected in each cell @param probabilities of the same cells, positive
 */
export function expectFrequencies(counts: readonly number[], probabilities: readonly number[]): void {
  expect(counts).toHaveLength(probabilities.length);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const statistic = probabilities.reduce((sum, p, i) => sum + (counts[i]! - total * p) ** 2 / (total * p), 0);
  expect(statistic).toBeLessThan(criticalValue(probabilities.length - 1));
}

/** The chi-square quantile at 1 - 1e-5 (Wilson & Hilferty 1931). */
function criticalValue(degreesOfFreedom: number): number {
  const normalQuantile = 4.265;
  const variance = 2 / (9 * degreesOfFreedom);
  return degreesOfFreedom * (1 - variance + normalQuantile * Math.sqrt(variance)) ** 3;
}
