import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bestWith,
  byQ,
  candidateAction,
  candidateCount,
  candidateQ,
  indexOfMax,
  indexOfNearest,
} from './candidates.ts';
import { candidateText, decisionSummary } from './describe.ts';
import { candidateName } from './words.ts';
import { smallDecision, twoJoints } from './testing/small-decision.ts';

describe('candidates', () => {
  it('are the proposals, then the uniform ones, under one index', () => {
    expect(candidateCount(smallDecision)).toBe(5);
    expect([0, 1, 2, 3, 4].map((candidate) => candidateQ(smallDecision, candidate))).toEqual([1, 3, 2, -1, 2.5]);
    expect([...candidateAction(smallDecision, 2)]).toEqual([2, 4]);
    expect([...candidateAction(smallDecision, 4)]).toEqual([2, 1]);
    expect([2, 3].map((candidate) => candidateName(smallDecision, candidate))).toEqual(['proposal 3', 'uniform 1']);
  });

  it('come in the order of Q', () => {
    expect(byQ(smallDecision)).toEqual([1, 4, 2, 0, 3]);
  });

  it('are found by a sub-action, the best first, among both groups', () => {
    expect(bestWith(smallDecision, twoJoints, 0, 2)).toBe(4);
    expect(bestWith(smallDecision, twoJoints, 1, 4)).toBe(2);
    expect(bestWith(smallDecision, twoJoints, 1, 2)).toBeNull();
  });
});

const numbers = fc.float32Array({ minLength: 1, maxLength: 50 });

it('finds the largest and the nearest value, whatever the values', () => {
  fc.assert(
    fc.property(numbers, fc.float({ noNaN: true, noDefaultInfinity: true }), (values, value) => {
      const known = [...values].filter((value) => !Number.isNaN(value));
      const best = indexOfMax(values);
      if (best >= 0) expect(values[best]).toBe(known.reduce((a, b) => Math.max(a, b)));
      const nearest = indexOfNearest(values, value);
      if (nearest >= 0) {
        const least = known.reduce((least, other) => Math.min(least, Math.abs(other - value)), Infinity);
        expect(Math.abs(values[nearest]! - value)).toBe(least);
      }
    }),
  );
  expect(indexOfMax(Float32Array.of(NaN))).toBe(-1);
  expect(indexOfNearest(new Float32Array(), 1)).toBe(-1);
});

it('says in words what was chosen from, and that it explored', () => {
  expect(decisionSummary(smallDecision, twoJoints)).toBe(
    'Best of 3 proposals: Q 3.000. Best of 2 uniform candidates: Q 2.500. Gap +0.500. ' +
      'Executed: an exploring action, pan 0.00 rad, lift +0.50 rad. Entropy, nat: pan 1.04, lift 1.41.',
  );
  expect(candidateText(smallDecision, 3)).toBe("uniform 1: Q −1.0000, −4.0000 to the policy's choice");
});
