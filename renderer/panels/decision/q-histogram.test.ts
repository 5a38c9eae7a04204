import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOutHistogram } from './paint-histogram.ts';
import { qAxis, qOfX, xOfQ } from './q-axis.ts';
import { count, QHistogram } from './q-histogram.ts';
import { smallDecision } from './testing/small-decision.ts';

const total = (counts: Uint16Array): number => counts.reduce((sum, count) => sum + count, 0);

describe('the histogram', () => {
  it('counts every candidate once, on one axis, and knows the best of each group and their gap', () => {
    const histogram = new QHistogram();
    histogram.update(smallDecision);
    expect([total(histogram.proposals), total(histogram.uniform)]).toEqual([3, 2]);
    expect([histogram.bestProposal, histogram.bestUniform, histogram.gap]).toEqual([3, 2.5, 0.5]);
    expect(histogram.span).toEqual({ low: -1, high: 3 });
  });

  it('shows what there is when a group is empty or not a number', () => {
    const histogram = new QHistogram();
    histogram.update({ ...smallDecision, uniform: new Float32Array(), uniformQ: new Float32Array() });
    expect(histogram.gap).toBeNaN();
    expect(histogram.span).toEqual({ low: 1, high: 3 });
    histogram.update({ ...smallDecision, proposalQ: Float32Array.of(NaN, NaN, NaN) });
    expect(total(histogram.proposals)).toBe(0);
    expect(histogram.span).toEqual({ low: -1, high: 2.5 });
  });
});

it('puts values into bins by their place, the ends included', () => {
  const counts = new Uint16Array(4);
  count(Float32Array.of(0, 0.24, 0.25, 1, 1.01, -0.01, NaN), { low: 0, high: 1 }, counts);
  expect([...counts]).toEqual([2, 1, 0, 1]);
});

it('points at the Q that it draws', () => {
  fc.assert(
    fc.property(fc.integer({ min: 100, max: 2000 }), fc.double({ min: 0, max: 1, noNaN: true }), (width, fraction) => {
      const axis = qAxis(width);
      const range = { low: -3, high: 5 };
      const q = range.low + 8 * fraction;
      expect(qOfX(axis, range, xOfQ(axis, range, q))).toBeCloseTo(q, 9);
    }),
  );
});

it('gives a group that is alone all the room', () => {
  const { above, below } = layOutHistogram(400, 180, { proposals: 3, uniform: 2 });
  expect(above).toBe(below);
  for (const alone of [
    { proposals: 0, uniform: 2 },
    { proposals: 3, uniform: 0 },
  ]) {
    expect(layOutHistogram(400, 180, alone)).toMatchObject({ above: 2 * above, below: 0 });
  }
});
