import { describe, expect, it } from 'vitest';
import { curve } from './curve.ts';

const points = (values: readonly number[]) => values.map((value, i) => ({ environmentSteps: 1000 * (i + 1), value }));

describe('curve', () => {
  it.each([2, 7, 60, 61, 500, 5_000])('draws %i points within the width', (count) => {
    const drawn = curve('return', points(Array.from({ length: count }, (_, i) => i - 100)), 80);
    const lines = drawn.split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(lines).toHaveLength(11);
    expect(drawn).not.toContain('NaN');
    expect(lines.at(-1)).toContain(`from step 1,000 to ${(1000 * count).toLocaleString('en-US')}`);
  });

  it('rises from the lower left to the upper right where the values do', () => {
    const lines = curve('return', points([0, 1, 2, 3]), 40).split('\n');
    expect(lines[1]!.trimStart()).toMatch(/^3 [┼┤] +╭─+ *$/);
    expect(lines[9]!.trimStart()).toMatch(/^0 [┼┤]─+╯ *$/);
  });

  it('tells in words what has no height', () => {
    expect(curve('q', [], 80)).toBe('q: nothing yet');
    expect(curve('q', points([NaN]), 80)).toBe('q: nothing yet');
    expect(curve('q', points([0.5]), 80)).toBe('q: 0.5 (all of 1)');
    expect(curve('q', points([2, 2, NaN, 2]), 80)).toBe('q: 2 (all of 3)');
  });
});
