import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { schemaMigrations } from './catalogue-schema.ts';
import { exampleConfig, exampleRun, openStore } from './testing/example-run.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

test('tags are kept, each once and without spaces around it', () => {
  const dataFolder = temporaryFolder();
  const run = exampleRun(dataFolder);
  run.setTags([' good ', 'arm 2', 'good', '']);
  expect(openStore(dataFolder).find(run.id).tags).toEqual(['good', 'arm 2']);
  run.setTags([]);
  expect(run.record.tags).toEqual([]);
});

test('a catalogue and a run from before there were tags are brought forward', () => {
  const dataFolder = temporaryFolder();
  const run = exampleRun(dataFolder);
  const runFile = join(run.folder, 'run.json');
  const { tags: _, ...untagged } = JSON.parse(readFileSync(runFile, 'utf8')) as { tags: string[] };
  writeFileSync(runFile, JSON.stringify(untagged));
  const old = temporaryFolder();
  cpSync(join(dataFolder, 'runs'), join(old, 'runs'), { recursive: true });
  const database = new DatabaseSync(join(old, 'catalogue.sqlite'));
  database.exec(`${schemaMigrations[0]!} PRAGMA user_version = 1;`);
  database
    .prepare("INSERT INTO runs VALUES (?, 'old', 'finished', '', '2026-01-01T00:00:00.000Z', ?, 7, 14, 1.5, 0.5)")
    .run(run.id, JSON.stringify(exampleConfig));
  database.close();

  const store = openStore(old);
  expect(store.list()).toMatchObject([
    { name: 'old', status: 'finished', environmentSteps: 7, tags: [], engines: null },
  ]);
  store.openRun(run.id).setTags(['new']);
  expect(store.find(run.id)).toMatchObject({ bestScore: 0.5, tags: ['new'] });

  rmSync(join(dataFolder, 'catalogue.sqlite'));
  expect(openStore(dataFolder).find(run.id).tags).toEqual([]);
});
