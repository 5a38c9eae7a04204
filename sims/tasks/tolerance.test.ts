import { expect, it } from 'vitest';
import { gaussianTolerance, quadraticTolerance } from './tolerance.ts';

it.each([
  [0, 2, 1],
  [2, 2, 0.1],
  [-2, 2, 0.1],
  [1, 2, 0.5623413],
  [4, 2, 0.0001],
])('gaussianTolerance(%d, %d) is %d', (x, margin, expected) => {
  expect(gaussianTolerance(x, margin)).toBeCloseTo(expected, 7);
});

it.each([
  [0, 1, 1],
  [0.5, 1, 0.75],
  [-0.5, 1, 0.75],
  [1, 1, 0],
  [3, 2, 0],
  [1, 2, 0.75],
])('quadraticTolerance(%d, %d) is %d', (x, margin, expected) => {
  expect(quadraticTolerance(x, margin)).toBe(expected);
});
