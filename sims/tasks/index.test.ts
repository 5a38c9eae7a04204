import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { findTask, tasks } from './index.ts';

it('lists every task file of the folder, under its own name', () => {
  const files = readdirSync(new URL('.', import.meta.url)).filter((file) => file.endsWith('.task.ts'));
  expect(tasks.map(({ id }) => `${id}.task.ts`).toSorted()).toEqual(files.toSorted());
});

it('finds a task by its name', () => {
  for (const task of tasks) expect(findTask(task.id)).toBe(task);
});

it('proposes the nearest name for one that it does not know', () => {
  expect(() => findTask('so101-rech')).toThrow(
    expect.objectContaining({
      code: 'unknown-name',
      message: expect.stringContaining("'so101-rech'"),
      remedy: expect.stringContaining("Did you mean 'so101-reach'?"),
    }),
  );
});
