import { expect, it } from 'vitest';
import { isSolved } from './goal.ts';

it.each([
  [[], false],
  [[1], false],
  [[0.95, 0.95], true],
  [[1, 0.94], false],
  [[0.94, 1], false],
  [[0, 0.96, 0.97], true],
  [[1, 1, 0.5], false],
])('scores %j against a goal of 0.95: solved %j', (scores, solved) => {
  expect(isSolved(scores, 0.95)).toBe(solved);
});
