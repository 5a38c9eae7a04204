import fc from 'fast-check';
import { expect, it } from 'vitest';
import { gridCell_m } from './ground.ts';

it('rules the ground in round lengths, some ten to a radius', () => {
  expect(gridCell_m(0.6)).toBeCloseTo(0.05);
  expect(gridCell_m(3)).toBeCloseTo(0.2);
  fc.assert(
    fc.property(fc.double({ min: 1e-3, max: 1e3, noNaN: true }), (radius_m) => {
      const cells = radius_m / gridCell_m(radius_m);
      expect(cells).toBeGreaterThan(7.9);
      expect(cells).toBeLessThan(20.1);
    }),
  );
});
