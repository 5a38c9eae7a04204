import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadCheckpoint, saveCheckpoint } from './checkpoints.ts';
import { ReplayLog } from './replay-log.ts';
import type { Run } from './run.ts';
import { RunStore } from './run-store.ts';
import { storing } from './storage-errors.ts';
import { exampleCheckpoint } from './testing/example-checkpoint.ts';
import { exampleConfig, exampleRun, openStore } from './testing/example-run.ts';
import { SmallDisk, noSmallDisk } from './testing/small-disk.ts';

const MB = 2 ** 20;

function fails(code: string, folder: string, action: () => unknown): void {
  expect(action).toThrow(expect.objectContaining({ code, message: expect.stringContaining(folder) }));
}

/** Adds rows until the database no longer grows; one row may still fit in a page that has room. */
function fillCatalogue(run: Run): never {
  const values = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`metric ${i}`, i]));
  for (let step = 1; ; step++) run.addMetrics({ environmentSteps: step, updates: 0, wall_s: 0, values });
}

test.skipIf(process.platform === 'win32' || process.platform === 'darwin')('a full device', () => {
  fails('storage-full', '/dev', () => storing('/dev', () => writeFileSync('/dev/full', 'x')));
});

describe.skipIf(noSmallDisk !== null)(`on a disk of its own${noSmallDisk ? ` (${noSmallDisk})` : ''}`, () => {
  test('that is full, a checkpoint fails, the one before stays, and it goes on when there is space', () => {
    const disk = new SmallDisk(2 * MB);
    const run = exampleRun(disk.folder);
    saveCheckpoint(run, exampleCheckpoint(1));
    fails('storage-full', disk.folder, () => saveCheckpoint(run, exampleCheckpoint(2, MB)));
    expect(loadCheckpoint(run)).toEqual({ checkpoint: exampleCheckpoint(1), warnings: [] });
    saveCheckpoint(run, exampleCheckpoint(3));
    expect(loadCheckpoint(run)!.checkpoint.environmentSteps).toBe(3);
  });

  test('that is full, metrics fail and those before stay', () => {
    const disk = new SmallDisk(2 * MB);
    const run = exampleRun(disk.folder);
    fails('storage-full', disk.folder, () => fillCatalogue(run));
    const rows = run.metricRows();
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.every(({ values }) => Object.keys(values).length === 50)).toBe(true);
  });

  test('that is full, experience fails and that before stays', () => {
    const disk = new SmallDisk(MB);
    const log = ReplayLog.open(join(disk.folder, 'replay'), { recordBytes: 1_000, segmentRecords: 100 }, 0);
    fails('storage-full', disk.folder, () => {
      for (;;) log.append(new Uint8Array(10_000).fill(7));
    });
    expect(log.records).toBeGreaterThan(500);
    log.dropBefore(log.records);
    const { first, records } = log;
    log.append(new Uint8Array(10_000).fill(7));
    expect(log.read(first, records + 10).every((byte) => byte === 7)).toBe(true);
    log.close();
  });

  test('that is full from the beginning, no store opens', () => {
    const disk = new SmallDisk(MB);
    disk.fillUpTo(0);
    fails('storage-full', disk.folder, () => RunStore.open(disk.folder));
  });

  test('that is full, no run is created, and none is left half made', () => {
    const disk = new SmallDisk(MB);
    const store = openStore(disk.folder);
    disk.fillUpTo(0);
    fails('storage-full', disk.folder, () => store.create(exampleConfig));
    expect(store.list()).toEqual([]);
  });

  test('that is read-only, no store opens', () => {
    const disk = new SmallDisk(MB);
    disk.makeReadOnly();
    fails('storage-read-only', disk.folder, () => RunStore.open(join(disk.folder, 'data')));
  });

  test('that is read-only, neither a catalogue opens nor a checkpoint is saved nor experience kept', () => {
    const disk = new SmallDisk(MB);
    const store = RunStore.open(disk.folder);
    const run = store.create(exampleConfig);
    saveCheckpoint(run, exampleCheckpoint(1));
    store.close();
    disk.makeReadOnly();
    fails('storage-read-only', disk.folder, () => RunStore.open(disk.folder));
    const layout = { recordBytes: 1, segmentRecords: 1 };
    fails('storage-read-only', run.folder, () => ReplayLog.open(join(run.folder, 'replay'), layout, 0));
    expect(loadCheckpoint(run)!.checkpoint).toEqual(exampleCheckpoint(1));
  });
});
