import { describe, expect, it } from 'vitest';
import type { WorkbenchError } from '../../contracts/errors.ts';
import { choose, enumerate, nearest } from './nearest.ts';

const tasks = [{ id: 'so101-reach' }, { id: 'so101-reach-anywhere' }, { id: 'cartpole-swingup' }];
const ids = tasks.map(({ id }) => id);

describe('nearest', () => {
  it.each([
    ['so101-rech', 'so101-reach'],
    ['SO101-Reach', 'so101-reach'],
    ['cartpole', 'cartpole-swingup'],
    ['swngup-cartpole', null],
    ['zzz', null],
  ])('takes %s for %s', (word, expected) => {
    expect(nearest(word, ids)).toBe(expected);
  });

  it('finds nothing among nothing', () => {
    expect(nearest('reach', [])).toBeNull();
  });
});

describe('choose', () => {
  it('returns the item itself', () => {
    expect(choose('task', 'so101-reach', tasks)).toBe(tasks[0]);
  });

  it('names what was wrong and what was meant', () => {
    expect(() => choose('task', 'so101-rech', tasks)).toThrow(
      expect.objectContaining<Partial<WorkbenchError>>({
        code: 'unknown-name',
        message: 'There is no task "so101-rech".',
        remedy: 'Did you mean so101-reach? There is so101-reach, so101-reach-anywhere and cartpole-swingup.',
      }),
    );
  });
});

it.each([
  [[], 'none'],
  [['a'], 'a'],
  [['a', 'b'], 'a or b'],
  [['a', 'b', 'c'], 'a, b or c'],
])('enumerates %j as %s', (words, expected) => {
  expect(enumerate(words, 'or')).toBe(expected);
});
