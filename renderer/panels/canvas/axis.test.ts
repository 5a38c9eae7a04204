import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalsOf, steadyRange, ticks, tickStep } from './axis.ts';

const finite = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const interval = fc.tuple(finite, fc.double({ min: 1e-3, max: 1e6, noNaN: true })).map(([low, span]) => ({
  low,
  high: low + span,
}));

describe('ticks', () => {
  it('are round values', () => {
    expect(ticks({ low: -0.08, high: 0.08 }, 4)).toEqual([-0.08, -0.06, -0.04, -0.02, 0, 0.02, 0.04, 0.06, 0.08]);
    expect(ticks({ low: 0.3, high: 9.7 }, 4)).toEqual([2, 4, 6, 8]);
  });

  it('lie within the range, at the number asked for or up to three times that', () => {
    fc.assert(
      fc.property(interval, fc.integer({ min: 2, max: 8 }), (range, count) => {
        const values = ticks(range, count);
        const slack = 1e-6 * (range.high - range.low);
        expect(values.every((value) => value >= range.low - slack && value <= range.high + slack)).toBe(true);
        expect(values.length).toBeGreaterThanOrEqual(count - 1);
        expect(values.length).toBeLessThanOrEqual(3 * count + 1);
      }),
    );
  });

  it('are none where there is no range', () => {
    expect(ticks({ low: 1, high: 1 }, 4)).toEqual([]);
    expect(ticks({ low: NaN, high: NaN }, 4)).toEqual([]);
  });
});

it('writes as many decimals as the step needs', () => {
  expect([10, 1, 0.5, 0.02, 0.001].map(decimalsOf)).toEqual([0, 0, 1, 2, 3]);
  expect(tickStep(1, 5)).toBe(0.2);
});

describe('the steady range', () => {
  it('holds every value', () => {
    fc.assert(
      fc.property(interval, fc.option(interval), ({ low, high }, shown) => {
        const range = steadyRange(shown, low, high);
        expect(range.low).toBeLessThanOrEqual(low);
        expect(range.high).toBeGreaterThanOrEqual(high);
      }),
    );
  });

  it('stays while values fit and fill it, and is fitted anew when they leave it or shrink', () => {
    const range = steadyRange(null, 0, 1);
    expect(steadyRange(range, 0.1, 0.9)).toBe(range);
    expect(steadyRange(range, 0, 2).high).toBeGreaterThan(2);
    expect(steadyRange(range, 0.4, 0.5).high).toBeLessThan(0.6);
  });

  it('is a proper one around a single value', () => {
    for (const value of [0, 3, -7]) {
      const { low, high } = steadyRange(null, value, value);
      expect(low).toBeLessThan(value);
      expect(high).toBeGreaterThan(value);
    }
  });
});
