import fc from 'fast-check';
import { expect, it } from 'vitest';
import { actionAt, xOfAction } from './action-axis.ts';
import { choiceOffsets, countChoices, fullHeight, valueText } from './choices.ts';
import { CONTINUOUS_INTERVALS } from '../../../contracts/spec.ts';
import { smallDecision, twoJoints } from './testing/small-decision.ts';

const slide = { name: 'slide', unit: 'm', low: 0, high: 1 };

it('finds each sub-action in the marginals', () => {
  expect(choiceOffsets(twoJoints)).toEqual([0, 3, 8]);
  expect(choiceOffsets([twoJoints[0]!, slide])).toEqual([0, 3, 3 + CONTINUOUS_INTERVALS]);
});

it('counts which bins the proposals chose', () => {
  const counts = countChoices(smallDecision.proposals, twoJoints, choiceOffsets(twoJoints));
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

it('counts the values of a continuous sub-action by intervals', () => {
  const counts = countChoices(Float32Array.of(-1, 1, 0.01), [slide], choiceOffsets([slide]));
  expect([...counts].flatMap((count, k) => (count > 0 ? [[k, count]] : []))).toEqual([
    [0, 1],
    [10, 1],
    [19, 1],
  ]);
});

it('points at the action that it draws', () => {
  const dimension = (bins: number) => ({ ...slide, bins });
  fc.assert(
    fc.property(fc.integer({ min: 50, max: 2000 }), fc.integer({ min: 2, max: 300 }), fc.nat(), (width, bins, some) => {
      const bin = some % bins;
      expect(actionAt(width, dimension(bins), xOfAction(width, dimension(bins), bin))).toBe(bin);
    }),
  );
  expect([-100, 9999].map((x) => actionAt(500, dimension(11), x))).toEqual([0, 10]);
  for (const value of [-1, 0.25, 1]) expect(actionAt(500, slide, xOfAction(500, slide, value))).toBeCloseTo(value);
  expect([-100, 9999].map((x) => actionAt(500, slide, x))).toEqual([-1, 1]);
});
