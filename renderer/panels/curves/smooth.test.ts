import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mergeCurves } from './merge.ts';
import { smooth } from './smooth.ts';

it('leaves a constant as it is, from its first point on, and a curve without smoothing', () => {
  expect([...smooth(Float64Array.of(3, 3, 3), 0.9)].every((value) => Math.abs(value - 3) < 1e-12)).toBe(true);
  expect([...smooth(Float64Array.of(1, -2, 5), 0)]).toEqual([1, -2, 5]);
});

it('stays between the lowest and the highest value, and passes NaN over', () => {
  fc.assert(
    fc.property(
      fc.float64Array({ min: -1e6, max: 1e6, noNaN: true }),
      fc.double({ min: 0, max: 0.99, noNaN: true }),
      (y, s) => {
        for (const value of smooth(y, s)) {
          expect(value).toBeGreaterThanOrEqual(Math.min(...y) - 1e-6);
          expect(value).toBeLessThanOrEqual(Math.max(...y) + 1e-6);
        }
      },
    ),
  );
  const [first, gap, last] = smooth(Float64Array.of(1, NaN, 1), 0.5);
  expect([first, gap, last]).toEqual([1, NaN, 1]);
});

it('brings curves to one x', () => {
  const merged = mergeCurves([
    { x: Float64Array.of(1, 3), y: Float64Array.of(10, 30) },
    { x: Float64Array.of(2, 3), y: Float64Array.of(-2, -3) },
  ]);
  expect(merged).toEqual([
    [1, 2, 3],
    [10, undefined, 30],
    [undefined, -2, -3],
  ]);
});
