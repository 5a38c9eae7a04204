import { copyFileSync, readFileSync, readdirSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadBest, loadCheckpoint, saveBest, saveCheckpoint } from './checkpoints.ts';
import type { Run } from './run.ts';
import { exampleCheckpoint } from './testing/example-checkpoint.ts';
import { exampleRun } from './testing/example-run.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

function runWithCheckpoints(...steps: number[]): Run {
  const run = exampleRun(temporaryFolder());
  for (const step of steps) saveCheckpoint(run, exampleCheckpoint(step));
  return run;
}

const fileOf = (run: Run, step: number, file: string): string =>
  join(run.folder, 'checkpoints', String(step).padStart(12, '0'), file);

/** Changes one byte in the middle of a file. */
function spoil(file: string): void {
  const bytes = readFileSync(file);
  bytes[bytes.length >> 1]! ^= 1;
  writeFileSync(file, bytes);
}

test('the newest checkpoint is loaded as it was saved', () => {
  expect(loadCheckpoint(runWithCheckpoints(10, 20))).toEqual({ checkpoint: exampleCheckpoint(20), warnings: [] });
});

test('a run that never saved one has none', () => {
  expect(loadCheckpoint(runWithCheckpoints())).toBeNull();
});

test('the last three and the best stay', () => {
  const run = runWithCheckpoints(10);
  saveBest(run, exampleCheckpoint(10));
  for (const step of [20, 30, 40, 50]) saveCheckpoint(run, exampleCheckpoint(step));
  expect(readdirSync(join(run.folder, 'checkpoints')).sort()).toEqual(['000000000030', '000000000040', '000000000050']);
  expect(loadBest(run)!.checkpoint).toEqual(exampleCheckpoint(10));
});

test('the best is the one saved last, even if an abandoned one was later in its run', () => {
  const run = runWithCheckpoints();
  for (const step of [90, 40]) saveBest(run, exampleCheckpoint(step));
  expect(loadBest(run)!.checkpoint.environmentSteps).toBe(40);
});

test.each(['state.safetensors', 'checkpoint.json'])(
  'one changed byte in %s is noticed; the one before is loaded',
  (file) => {
    const run = runWithCheckpoints(10, 20);
    spoil(fileOf(run, 20, file));
    const { checkpoint, warnings } = loadCheckpoint(run)!;
    expect(checkpoint.environmentSteps).toBe(10);
    expect(warnings).toEqual([expect.stringContaining(`${fileOf(run, 20, file)} is damaged: `)]);
  },
);

test('missing, cut and empty files are passed over', () => {
  const run = runWithCheckpoints(10, 20, 30);
  rmSync(fileOf(run, 30, 'state.safetensors'));
  truncateSync(fileOf(run, 20, 'checkpoint.json'), 0);
  expect(loadCheckpoint(run)).toMatchObject({
    checkpoint: { environmentSteps: 10 },
    warnings: [expect.stringContaining('it is missing'), expect.stringContaining('it does not describe a checkpoint')],
  });
});

test('the tensors of another checkpoint are noticed', () => {
  const run = runWithCheckpoints(10, 20);
  copyFileSync(fileOf(run, 10, 'state.safetensors'), fileOf(run, 20, 'state.safetensors'));
  expect(loadCheckpoint(run)!.checkpoint.environmentSteps).toBe(10);
});

test('if all are damaged, the error names each file', () => {
  const run = runWithCheckpoints(10, 20);
  for (const step of [10, 20]) spoil(fileOf(run, step, 'state.safetensors'));
  expect(() => loadCheckpoint(run)).toThrow(
    expect.objectContaining({ code: 'damaged', message: expect.stringMatching(/000000000020.*000000000010/) }),
  );
});

test('a crash while one is replaced by another of the same step loses neither', () => {
  const run = runWithCheckpoints(10);
  const folder = join(run.folder, 'checkpoints', '000000000010');
  renameSync(folder, `${folder}.old`);
  expect(loadCheckpoint(run)).toEqual({ checkpoint: exampleCheckpoint(10), warnings: [] });
  saveCheckpoint(run, exampleCheckpoint(10));
  expect(readdirSync(join(run.folder, 'checkpoints'))).toEqual(['000000000010']);
});

test('what a crash left half written or half deleted is ignored, then cleared', () => {
  const run = runWithCheckpoints(10, 20);
  const folder = join(run.folder, 'checkpoints');
  renameSync(join(folder, '000000000010'), join(folder, '000000000010.removed'));
  renameSync(join(folder, '000000000020'), join(folder, '000000000020.new'));
  expect(loadCheckpoint(run)).toBeNull();
  saveCheckpoint(run, exampleCheckpoint(20));
  expect(readdirSync(folder)).toEqual(['000000000020']);
});
