import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import type { RunConfig } from '../../contracts/run.ts';
import { exampleConfig, exampleRun, openStore } from './testing/example-run.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

test('a new run is listed with its configuration, under an id that tells time and task', () => {
  const store = openStore(join(temporaryFolder(), 'a', 'new', 'folder'));
  const run = store.create(exampleConfig, 'my arm');
  expect(run.id).toMatch(/^\d{8}-\d{4}-reach-[0-9a-z]{4}$/);
  expect(store.list()).toEqual([
    {
      id: run.id,
      name: 'my arm',
      tags: [],
      status: 'stopped',
      message: '',
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      config: exampleConfig,
      environmentSteps: 0,
      updates: 0,
      wall_s: 0,
      bestScore: null,
      engines: null,
    },
  ]);
  expect(store.find('latest')).toEqual(run.record);
});

test('a configuration that is not valid is refused, naming the field', () => {
  const store = openStore(temporaryFolder());
  expect(() => store.create({ ...exampleConfig, environments: 0 } as RunConfig)).toThrow('environments is 0');
  expect(store.list()).toEqual([]);
});

test('a removed run is found by nobody, and restored as it was', () => {
  const dataFolder = temporaryFolder();
  const run = exampleRun(dataFolder);
  const before = run.record;
  run.remove();
  expect(openStore(dataFolder).list()).toEqual([]);
  expect(() => openStore(dataFolder).find('latest')).toThrow(expect.objectContaining({ code: 'unknown-name' }));
  expect(() => run.record).toThrow(`Run ${run.id} was removed.`);
  run.restore();
  expect(openStore(dataFolder).list()).toEqual([before]);
});

test('the files of removed runs are deleted when that is asked for', () => {
  const dataFolder = temporaryFolder();
  const [removed, kept] = [exampleRun(dataFolder), exampleRun(dataFolder)];
  removed.remove();
  openStore(dataFolder).deleteRemoved();
  expect(readdirSync(join(dataFolder, 'runs'))).toEqual([kept.id]);
  expect(() => removed.restore()).toThrow(`Run ${removed.id} was removed.`);
});

test('a deleted run is gone, with its rows and files', () => {
  const dataFolder = temporaryFolder();
  const run = exampleRun(dataFolder);
  run.addMetrics({ environmentSteps: 1, updates: 1, wall_s: 1, values: { loss: 1 } });
  run.delete();
  expect(openStore(dataFolder).list()).toEqual([]);
  expect(run.metricRows()).toEqual([]);
  expect(readdirSync(join(dataFolder, 'runs'))).toEqual([]);
  expect(() => run.record).toThrow(`Run ${run.id} was removed.`);
});

test('a removal cut short is completed at the next start', () => {
  const dataFolder = temporaryFolder();
  const run = exampleRun(dataFolder);
  rmSync(run.folder, { recursive: true });
  mkdirSync(join(dataFolder, 'runs', `.removed-${run.id}`));
  expect(openStore(dataFolder).list()).toEqual([]);
  expect(existsSync(join(dataFolder, 'runs', `.removed-${run.id}`))).toBe(false);
});

test('a run of a newer program is left out with a warning; the others are listed', () => {
  const dataFolder = temporaryFolder();
  const store = openStore(dataFolder);
  const [old, newer] = [store.create(exampleConfig), store.create(exampleConfig)];
  const database = new DatabaseSync(join(dataFolder, 'catalogue.sqlite'));
  database.prepare(`UPDATE runs SET config = json_set(config, '$.version', 99) WHERE id = ?`).run(newer.id);
  database.close();
  expect(store.list().map(({ id }) => id)).toEqual([old.id]);
  store.list();
  expect(store.warnings).toEqual([expect.stringContaining(`Run ${newer.id} is not listed.`)]);
  expect(() => store.find(newer.id)).toThrow(expect.objectContaining({ code: 'version' }));
});

test('two processes see each other at work', () => {
  const dataFolder = temporaryFolder();
  const [one, other] = [openStore(dataFolder), openStore(dataFolder)];
  const run = one.create(exampleConfig);
  run.progress(10, 20, 1);
  expect(other.find(run.id).environmentSteps).toBe(10);
});
