import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ActionSpec } from '../contracts/spec.ts';
import { decodeAction } from './actions.ts';

const HYBRID: ActionSpec = [
  { name: 'lift', unit: 'rad', low: -0.08, high: 0.08, bins: 5 },
  { name: 'force', unit: 'N', low: 0, high: 10 },
];

function decode(action_t: ArrayLike<number>): number[] {
  const values = new Float64Array(HYBRID.length);
  decodeAction(HYBRID, action_t, values);
  return [...values];
}

describe('decodeAction', () => {
  it('gives the ends and the middle', () => {
    expect(decode([0, -1])).toEqual([-0.08, 0]);
    expect(decode([2, 0])).toEqual([0, 5]);
    expect(decode([4, 1])).toEqual([0.08, 10]);
  });

  it('keeps within the bounds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4 }), fc.double({ min: -1, max: 1, noNaN: true }), (bin, value) => {
        const [lift, force] = decode([bin, value]);
        expect(Math.abs(lift!)).toBeLessThanOrEqual(0.08);
        expect(force).toBeGreaterThanOrEqual(0);
        expect(force).toBeLessThanOrEqual(10);
      }),
    );
  });

  it('refuses whatever is no bin, naming dimension and value', () => {
    const invalid = fc.double().filter((value) => !(Number.isInteger(value) && value >= 0 && value < 5));
    fc.assert(
      fc.property(invalid, (value) => {
        const message = `Action 'lift' cannot be ${value}.`;
        expect(() => decode([value, 0])).toThrow(expect.objectContaining({ code: 'bad-config', message }));
      }),
    );
  });

  it('refuses whatever is outside [-1, 1]', () => {
    const invalid = fc.double().filter((value) => !(Math.abs(value) <= 1));
    fc.assert(
      fc.property(invalid, (value) => {
        const message = `Action 'force' cannot be ${value}.`;
        expect(() => decode([0, value])).toThrow(expect.objectContaining({ code: 'bad-config', message }));
      }),
    );
  });

  it('refuses another number of entries', () => {
    expect(() => decode([1])).toThrow(/2 entries, not 1/);
    expect(() => decode([1, 0, 0])).toThrow(/2 entries, not 3/);
  });
});
