import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Decision } from '../../../contracts/stream.ts';
import { decisionOf as decide } from '../../../contracts/testing/decision.ts';
import { ghostCandidates } from './ghost-candidates.ts';

/** A decision of one sub-action. */
function decisionOf(proposals: readonly [number, number][], uniform: readonly [number, number][]): Decision {
  const actions = (list: readonly [number, number][]) => Float32Array.from(list, ([action]) => action);
  const values = (list: readonly [number, number][]) => Float32Array.from(list, ([, q]) => q);
  return decide({
    proposals: actions(proposals),
    proposalQ: values(proposals),
    uniform: actions(uniform),
    uniformQ: values(uniform),
  });
}

it('are the best, and a spread over the rest of Q that ends with the worst', () => {
  const proposals = [0, 1, 2, 3].map((i) => [i, 10 - i] as [number, number]);
  const uniform = [0, 2, 4, 5.1, 6].map((q, i) => [10 + i, q] as [number, number]);
  const chosen = ghostCandidates(decisionOf(proposals, uniform), 6);
  expect(chosen.map(({ q }) => q)).toEqual([10, 9, 8, Math.fround(5.1), 2, 0]);
  expect(chosen.map(({ candidate }) => candidate)).toEqual([0, 1, 2, 7, 5, 4]);
  expect(chosen.map(({ action }) => [...action])).toEqual([[0], [1], [2], [13], [11], [10]]);
});

it('hold what was done and what the policy chose, however bad', () => {
  const candidates = Array.from({ length: 20 }, (_, i) => [i, 20 - i] as [number, number]);
  const decision = { ...decisionOf(candidates, []), greedy: Float32Array.of(13), executed: Float32Array.of(17) };
  expect(
    ghostCandidates(decision, 8)
      .slice(0, 4)
      .map(({ candidate }) => candidate),
  ).toEqual([13, 17, 0, 1]);
});

it('never show an action twice, nor one whose value is no number', () => {
  const proposals: [number, number][] = [1, 1, 1].map((action) => [action, 5]);
  const uniform: [number, number][] = [1, 2, 3].map((action) => [action, action === 3 ? NaN : 5 - action]);
  const chosen = ghostCandidates(decisionOf(proposals, uniform), 4);
  expect(chosen.map(({ candidate }) => candidate)).toEqual([0, 4]);
});

it('are as many as asked for, where there are enough, and different', () => {
  const candidate = fc.tuple(fc.nat(30), fc.float({ noNaN: true, noDefaultInfinity: true }));
  const list = fc.array(candidate, { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(list, list, fc.nat(32), (proposals, uniform, count) => {
      const chosen = ghostCandidates(decisionOf(proposals, uniform), count);
      const actions = new Set([...proposals, ...uniform].map(([action]) => action));
      expect(chosen).toHaveLength(Math.min(count, actions.size));
      expect(new Set(chosen.map(({ action }) => action[0])).size).toBe(chosen.length);
    }),
  );
});
