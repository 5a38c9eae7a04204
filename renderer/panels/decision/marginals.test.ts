import fc from 'fast-check';
import { expect, it } from 'vitest';
import { binOffsets, countSamples, fullHeight, peakOf, valueText } from './marginals.ts';
import { binOfX, xOfBin } from './paint-marginals.ts';
import { smallDecision, twoJoints } from './testing/small-decision.ts';

it('finds each sub-action in the marginals', () => {
  expect(binOffsets(twoJoints)).toEqual([0, 3, 8]);
  expect(peakOf(smallDecision.marginals, 3, 8)).toBeCloseTo(0.4);
});

it('counts which bins the proposals chose', () => {
  const counts = new Uint16Array(8).fill(9);
  countSamples(smallDecision, binOffsets(twoJoints), counts);
  expect([...counts]).toEqual([2, 0, 1, 0, 1, 0, 0, 2]);
});

it('draws a uniform marginal flat, at half of the height', () => {
  expect(0.2 / fullHeight(0.2, 5)).toBe(0.5);
  expect(0.9 / fullHeight(0.9, 5)).toBe(1);
});

it('writes physical values with the decimals that tell bins apart', () => {
  expect([0, 1, 2].map((bin) => valueText(twoJoints[0]!, bin))).toEqual(['−0.10', '0.00', '+0.10']);
  const fine = { name: 'fine', unit: 'rad', low: -0.08, high: 0.08, bins: 41 };
  expect([19, 20, 21].map((bin) => valueText(fine, bin))).toEqual(['−0.0040', '0.0000', '+0.0040']);
});

it('points at the bin that it draws', () => {
  fc.assert(
    fc.property(fc.integer({ min: 50, max: 2000 }), fc.integer({ min: 2, max: 300 }), fc.nat(), (width, bins, some) => {
      const bin = some % bins;
      expect(binOfX(width, bins, xOfBin(width, bins, bin))).toBe(bin);
    }),
  );
  expect([-100, 9999].map((x) => binOfX(500, 11, x))).toEqual([0, 10]);
});
