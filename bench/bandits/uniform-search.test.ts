import { expect, it } from 'vitest';
import { BINS, productBandit } from '../../agents/testing/product-bandit.ts';
import { Random } from '../../contracts/random.ts';
import { drawsFor, regretOdds, regretOfBest } from './uniform-search.ts';

/** The regrets of all actions of two sub-actions. */
function allRegrets(coupling: 0 | 1): number[] {
  const { regret } = productBandit(2, coupling, new Random(3));
  return Array.from({ length: BINS ** 2 }, (_, i) => regret([Math.floor(i / BINS), i % BINS]));
}

const oddsOfTwo = (coupling: 0 | 1) => regretOdds(productBandit(2, coupling, new Random(3)).bestBins, coupling);

it.each([0, 1] as const)('counts every action by its regret, with coupling %i', (coupling) => {
  const regrets = allRegrets(coupling);
  const { unit, cumulative } = oddsOfTwo(coupling);
  expect(cumulative.at(-1)).toBeCloseTo(1, 12);
  for (const limit of [0, 0.1, 0.5, 1, 3]) {
    const share = regrets.filter((regret) => regret <= limit + 1e-9).length / regrets.length;
    expect(cumulative[Math.min(cumulative.length - 1, Math.floor(limit / unit + 1e-6))]).toBeCloseTo(share, 12);
  }
});

it.each([0, 1] as const)('expects of one draw the mean regret, of many none, with coupling %i', (coupling) => {
  const regrets = allRegrets(coupling);
  const mean = regrets.reduce((sum, regret) => sum + regret, 0) / regrets.length;
  expect(regretOfBest(oddsOfTwo(coupling), 1)).toBeCloseTo(mean, 12);
  expect(regretOfBest(oddsOfTwo(coupling), 10_000)).toBeCloseTo(0, 12);
});

it('needs about ln 2 times the number of actions for the best of them', () => {
  const best = productBandit(7, 0, new Random(1)).bestBins;
  expect(drawsFor(regretOdds(best, 0), 0) / (Math.LN2 * BINS ** 7)).toBeCloseTo(1, 4);
  expect(drawsFor(regretOdds(best, 0), 4)).toBe(1);
});
