import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimate, lowerBound } from './decimate.ts';

const curve = (y: readonly number[]) => ({ x: Float64Array.from(y, (_, i) => i), y: Float64Array.from(y) });

describe('decimation', () => {
  it('keeps the lowest and the highest of what is seen, in order, within the number of columns', () => {
    const values = fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 2, maxLength: 500 });
    fc.assert(
      fc.property(values, fc.integer({ min: 2, max: 40 }), (y, buckets) => {
        const kept = decimate(curve(y), 0, y.length - 1, buckets);
        expect(Math.max(...kept.y)).toBe(Math.max(...y));
        expect(Math.min(...kept.y)).toBe(Math.min(...y));
        expect([...kept.x]).toEqual([...kept.x].sort((a, b) => a - b));
        // The last point falls into a column of its own.
        expect(kept.x.length).toBeLessThanOrEqual(2 * buckets + 2);
        kept.x.forEach((x, i) => expect(kept.y[i]).toBe(y[x]));
      }),
    );
  });

  it('leaves a short curve as it is, without NaN', () => {
    expect(decimate(curve([1, NaN, 3]), 0, 2, 100)).toEqual({ x: Float64Array.of(0, 2), y: Float64Array.of(1, 3) });
  });

  it('goes on to one point beyond either edge', () => {
    const { x } = decimate(curve([0, 1, 2, 3, 4, 5]), 2.5, 3.5, 100);
    expect([...x]).toEqual([2, 3, 4]);
  });

  it('finds a peak of one in a hundred thousand', () => {
    const y = Float64Array.from({ length: 100_000 }, (_, i) => (i === 77_777 ? 5 : Math.sin(i / 1000)));
    const { x, y: kept } = decimate({ x: y.map((_, i) => i), y }, 0, 99_999, 300);
    expect(x.length).toBeLessThanOrEqual(602);
    expect(x[kept.indexOf(5)]).toBe(77_777);
  });
});

it('finds the first place not below a value', () => {
  const x = Float64Array.of(1, 2, 2, 5);
  expect([0, 1, 2, 3, 6].map((value) => lowerBound(x, value))).toEqual([0, 0, 1, 3, 4]);
});
