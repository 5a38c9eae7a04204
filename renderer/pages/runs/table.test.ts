import { describe, expect, it } from 'vitest';
import type { RunSummary } from '../../../contracts/lab-api.ts';
import { columns, newestFirst, orderAfter, searchRuns, sortRuns, tagsOf } from './table.ts';

const run = (id: string, more: Partial<RunSummary> = {}): RunSummary =>
  ({
    id,
    name: `run ${id}`,
    status: 'finished',
    activity: 'idle',
    tags: [],
    createdAt: `2026-05-0${id}T00:00:00Z`,
    config: { task: 'so101-reach', agent: 'aql' },
    bestScore: null,
    ...more,
  }) as RunSummary;

const runs = [
  run('1', { name: 'run 10', bestScore: 0.5, tags: ['paper'] }),
  run('2', { name: 'run 9', activity: 'training' }),
  run('3', { name: 'Other', bestScore: 0.9, config: { task: 'cartpole', agent: 'aql' } as RunSummary['config'] }),
];
const ids = (list: readonly RunSummary[]) => list.map(({ id }) => id).join('');

describe('sorting', () => {
  it.each([
    ['created', true, '321'],
    ['name', false, '321'],
    ['best', true, '312'],
    ['best', false, '132'],
    ['status', false, '213'],
    ['scores', true, '123'],
  ])('by %s, descending %s', (column, descending, order) => {
    expect(ids(sortRuns(runs, { column, descending }))).toBe(order);
  });

  it('turns around at the second click, and begins with the largest number', () => {
    const column = (id: string) => columns.find((column) => column.id === id)!;
    const byBest = orderAfter(newestFirst, column('best'));
    expect(byBest).toEqual({ column: 'best', descending: true });
    expect(orderAfter(byBest, column('best')).descending).toBe(false);
    expect(orderAfter(byBest, column('name')).descending).toBe(false);
    expect(orderAfter(byBest, column('created'))).toEqual(newestFirst);
  });
});

describe('searching', () => {
  it.each([
    ['', '123'],
    ['RUN', '12'],
    ['paper', '1'],
    ['cartpole aql', '3'],
    ['training', '2'],
    ['run cartpole', ''],
  ])('%j finds %j', (search, found) => expect(ids(searchRuns(runs, search))).toBe(found));
});

it('reads tags, each once', () => {
  expect(tagsOf(' paper, odd bins ,,paper')).toEqual(['paper', 'odd bins']);
  expect(tagsOf('')).toEqual([]);
  expect(tagsOf(Array.from({ length: 30 }, (_, i) => `tag ${i}`).join())).toHaveLength(20);
});
