import { expect, it } from 'vitest';
import { actingProblem, learnerProblem } from '../aql-problem.ts';
import { leastWork, lowerBound_ms } from './least-work.ts';

it('counts a search with one sub-action by hand', () => {
  const { config, ...problem } = actingProblem(1, 1);
  const tiny = { ...config, embeddingUnits: 2, hiddenUnits: 3, proposalUnits1: 5, proposalUnits2: 7, headUnits: 2 };
  const work = leastWork('act', { ...problem, config: { ...tiny, proposals: 1, uniformCandidates: 1 } });
  // 24 observations, 11 bins: embedding, state branch, trunk of two layers, the head's input.
  expect(work.matmul_GFLOP * 1e9).toBeCloseTo(2 * (24 * 2 + 2 * 3 + 2 * 5 + 5 * 7 + 7 * 2));
  expect(work.sampling_GFLOP * 1e9).toBeCloseTo(3 * 2 + 2 * 2 * 11);
  expect(work.scoring_GFLOP * 1e9).toBeCloseTo((1 + 3) * 3 + 4 * 3);
});

it('counts what samples share once', () => {
  const [few, many] = [actingProblem(1, 1), actingProblem(1, 21)].map((problem) => leastWork('act', problem));
  // 100 samples of one sub-action share one softmax; of 21 nearly every one has its own from the third on.
  expect(many!.sampling_GFLOP / few!.sampling_GFLOP).toBeGreaterThan(18 * 95);
  expect(many!.sampling_GFLOP / few!.sampling_GFLOP).toBeLessThan(21 * 100);
});

it('grows with the batch', () => {
  const [once, twice] = [learnerProblem(64, 7), learnerProblem(128, 7)].map((problem) => leastWork('learn', problem));
  expect(twice!.matmul_GFLOP).toBeCloseTo(2 * once!.matmul_GFLOP);
  expect(twice!.sampling_GFLOP).toBeCloseTo(2 * once!.sampling_GFLOP);
  expect(twice!.GB).toBeLessThan(2 * once!.GB);
});

it.each([
  { GB: 1, bound_ms: 300 },
  { GB: 5, bound_ms: 500 },
])('is bound by operations or by memory: $GB GB', ({ GB, bound_ms }) => {
  const work = { matmul_GFLOP: 10, sampling_GFLOP: 15, scoring_GFLOP: 5, GB };
  expect(lowerBound_ms(work, { GFLOPs: 100, GBs: 10 })).toBeCloseTo(bound_ms);
});
