import { expect, it } from 'vitest';
import { continues } from './continuity.ts';

it.each([
  ['the next step', { episode: 1, step: 5 }, true],
  ['after skipped frames', { episode: 1, step: 9 }, true],
  ['the same moment again', { episode: 1, step: 4 }, true],
  ['back', { episode: 1, step: 3 }, false],
  ['far ahead', { episode: 1, step: 40 }, false],
  ['another episode', { episode: 2, step: 5 }, false],
])('%s', (_, next, expected) => {
  expect(continues(next, { episode: 1, step: 4 })).toBe(expected);
});
