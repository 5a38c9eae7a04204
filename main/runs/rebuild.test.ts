import { cpSync, readFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { loadBest, saveBest, saveCheckpoint } from './checkpoints.ts';
import { RunStore } from './run-store.ts';
import { exampleCheckpoint } from './testing/example-checkpoint.ts';
import { exampleConfig, openStore } from './testing/example-run.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

/** SQLite's page size, bytes. */
const PAGE = 4_096;

interface Trained {
  readonly dataFolder: string;
  readonly catalogue: string;
  readonly ids: readonly string[];
}

/** A closed store of two runs with a history. */
function trainedStore(): Trained {
  const dataFolder = temporaryFolder();
  const store = RunStore.open(dataFolder);
  const ids = ['first', 'second'].map((name) => {
    const run = store.create(exampleConfig, name);
    for (let step = 1; step <= 200; step++) {
      run.addMetrics({ environmentSteps: step, updates: step, wall_s: step, values: { loss: 1 / step, q: step } });
    }
    run.addEvaluation(100, 1, { episodes: 1, meanReturn: 5, returnDeviation: 0, successRate: null });
    run.progress(200, 400, 3);
    run.setStatus('finished');
    run.setTags(['kept']);
    run.setEngines({ learning: 'cuda', acting: 'onnx-cpu' });
    saveBest(run, exampleCheckpoint(100));
    saveCheckpoint(run, exampleCheckpoint(200));
    return run.id;
  });
  store.close();
  return { dataFolder, catalogue: join(dataFolder, 'catalogue.sqlite'), ids };
}

/** Nothing that the runs' folders hold may be lost. @returns how many rows of metrics are there. */
function expectRuns(store: RunStore, { ids }: Trained): number {
  expect(
    store
      .list()
      .map(({ name }) => name)
      .sort(),
  ).toEqual(['first', 'second']);
  return ids.reduce((rows, id) => {
    expect(store.find(id)).toMatchObject({
      tags: ['kept'],
      status: 'finished',
      environmentSteps: 200,
      updates: 400,
      wall_s: 3,
      bestScore: 5,
      engines: { learning: 'cuda', acting: 'onnx-cpu' },
    });
    expect(loadBest(store.openRun(id))!.checkpoint).toEqual(exampleCheckpoint(100));
    return rows + store.openRun(id).metricRows().length;
  }, 0);
}

function expectSetAside(store: RunStore): void {
  const aside = readdirSync(store.dataFolder).filter((name) => /^catalogue\.damaged-.*\.sqlite$/.test(name));
  expect(aside).toHaveLength(1);
  expect(store.warnings).toEqual([expect.stringContaining(aside[0]!)]);
}

test('an undamaged store opens without a warning', () => {
  const trained = trainedStore();
  const store = openStore(trained.dataFolder);
  expect(expectRuns(store, trained)).toBe(400);
  expect(store.warnings).toEqual([]);
});

test('a deleted catalogue is rebuilt from the folders', () => {
  const trained = trainedStore();
  rmSync(trained.catalogue);
  const store = openStore(trained.dataFolder);
  expect(expectRuns(store, trained)).toBe(0);
});

test.each([
  ['overwritten', (file: string) => writeFileSync(file, 'no database at all'.repeat(1_000))],
  ['without a header', (file: string) => writeFileSync(file, readFileSync(file).fill(0, 0, 100))],
])('a catalogue that is %s is set aside and rebuilt from the folders', (_, harm) => {
  const trained = trainedStore();
  harm(trained.catalogue);
  const store = openStore(trained.dataFolder);
  expect(expectRuns(store, trained)).toBe(0);
  expectSetAside(store);
  expect(store.warnings[0]).toContain(`lost, wholly or in part, of ${trained.ids.toSorted().join(', ')}.`);
});

test('a catalogue cut short opens, at once or at the next start, and keeps every run', () => {
  const trained = trainedStore();
  truncateSync(trained.catalogue, 5 * PAGE);
  const store = openStore(trained.dataFolder);
  expectRuns(store, trained);
  expectSetAside(store);
});

test('damage found in the midst of work is repaired at the next start, and readable rows are kept', () => {
  const trained = trainedStore();
  const page = pageOfLosses(trained.catalogue, trained.ids.toSorted()[1]!);
  writeFileSync(trained.catalogue, readFileSync(trained.catalogue).fill(0xff, page * PAGE, (page + 1) * PAGE));

  const struck = RunStore.open(trained.dataFolder);
  const readAll = () => trained.ids.forEach((id) => struck.openRun(id).metricRows());
  expect(readAll).toThrow(
    expect.objectContaining({ code: 'damaged', message: expect.stringContaining(trained.dataFolder) }),
  );
  struck.close();

  const store = openStore(trained.dataFolder);
  expect(expectRuns(store, trained)).toBe(400);
  expectSetAside(store);
  const [whole, harmed] = trained.ids.toSorted().map((id) => store.openRun(id).metrics('loss').length);
  expect(whole).toBe(200);
  expect(harmed).toBeLessThan(200);
});

test('a catalogue of a newer program is left as it is', () => {
  const trained = trainedStore();
  const database = new DatabaseSync(trained.catalogue);
  database.exec('PRAGMA user_version = 99');
  database.close();
  expect(() => RunStore.open(trained.dataFolder)).toThrow(
    expect.objectContaining({ code: 'version', message: expect.stringContaining('version 99') }),
  );
  expect(readdirSync(trained.dataFolder)).not.toContain('catalogue.suspect');
});

test("a run's folder copied from elsewhere is entered", () => {
  const [source, target] = [trainedStore(), trainedStore()];
  for (const id of source.ids)
    cpSync(join(source.dataFolder, 'runs', id), join(target.dataFolder, 'runs', id), { recursive: true });
  expect(openStore(target.dataFolder).list()).toHaveLength(4);
});

test('a damaged run.json is told of, and the other runs are entered', () => {
  const trained = trainedStore();
  rmSync(trained.catalogue);
  writeFileSync(join(trained.dataFolder, 'runs', trained.ids[0]!, 'run.json'), '{"name": 3}');
  const store = openStore(trained.dataFolder);
  expect(store.list().map(({ id }) => id)).toEqual([trained.ids[1]]);
  expect(store.warnings).toEqual([expect.stringMatching(/run\.json is damaged: it does not describe a run/)]);
});

/** The number of the catalogue's page that holds most losses of a run. */
function pageOfLosses(catalogue: string, id: string): number {
  const file = readFileSync(catalogue);
  const losses = Array.from({ length: file.length / PAGE }, (_, page) => {
    const text = file.toString('latin1', page * PAGE, (page + 1) * PAGE);
    return text.split(`${id}loss`).length;
  });
  return losses.indexOf(Math.max(...losses));
}
