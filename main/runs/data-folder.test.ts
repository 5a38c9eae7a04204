import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { dataFolder } from './data-folder.ts';

test('the folder asked for, as an absolute path', () => {
  expect(dataFolder('my/runs')).toBe(resolve('my/runs'));
});

test("else the system's, under the program's name", () => {
  expect(dataFolder()).toMatch(/[\\/]aql-workbench\b/);
});
