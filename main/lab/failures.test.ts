import { rmSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TrainingEvent } from '../../contracts/run.ts';
import { loadCheckpoint, saveCheckpoint } from '../runs/checkpoints.ts';
import { RunStore } from '../runs/run-store.ts';
import type { Run } from '../runs/run.ts';
import { noSmallDisk, SmallDisk } from '../runs/testing/small-disk.ts';
import { fromCheckpoint, policyParameters, toCheckpoint, type RunState } from './checkpoint.ts';
import { train } from './index.ts';
import { loadPolicy } from './policy.ts';
import { fingerprint, never, temporaryStore, tinyConfig } from './testing/tiny-run.ts';

let temporary: ReturnType<typeof temporaryStore>;
let undisturbed: object;

beforeEach(async () => {
  temporary = temporaryStore();
  const run = temporary.store.create(tinyConfig());
  await train(run, never);
  undisturbed = fingerprint(run);
});
afterEach(() => temporary.dispose());

/** A run that was stopped after its checkpoint at 1,024 steps. */
async function stoppedRun(store = temporary.store): Promise<Run> {
  const run = store.create(tinyConfig());
  const abort = new AbortController();
  const onEvent = (event: TrainingEvent) =>
    event.type === 'checkpoint' && event.environmentSteps === 1_024 && abort.abort();
  await train(run, { signal: abort.signal, onEvent });
  return run;
}

/** Changes the newest checkpoint, as if the run had come to that state by itself. */
function rewrite(run: Run, change: (state: RunState) => void): void {
  const state = fromCheckpoint(loadCheckpoint(run)!.checkpoint);
  change(state);
  saveCheckpoint(run, toCheckpoint(state));
}

test.skipIf(noSmallDisk)('a full disk ends the training with a clear error; with space again it goes on', async () => {
  const disk = new SmallDisk(8 << 20);
  const store = RunStore.open(disk.folder);
  const run = await stoppedRun(store);
  disk.fillUpTo(16 << 10);
  await expect(train(run, never)).rejects.toMatchObject({
    code: 'storage-full',
    message: expect.stringContaining(disk.folder),
  });
  expect(loadCheckpoint(run)!.checkpoint.environmentSteps).toBeGreaterThanOrEqual(1_024);

  rmSync(join(disk.folder, 'filling'));
  await train(run, never);
  expect(fingerprint(run)).toEqual(undisturbed);
  store.close();
});

test.skipIf(noSmallDisk)('a read-only data folder is named, and nothing saved is lost', async () => {
  const disk = new SmallDisk(8 << 20);
  const store = RunStore.open(disk.folder);
  const { id, folder } = await stoppedRun(store);
  const saved = readdirSync(join(folder, 'checkpoints'));
  store.close();
  disk.makeReadOnly();
  const trainAgain = async () => train(RunStore.open(disk.folder).openRun(id), never);
  await expect(trainAgain()).rejects.toMatchObject({
    code: 'storage-read-only',
    message: expect.stringContaining(disk.folder),
  });
  expect(readdirSync(join(folder, 'checkpoints'))).toEqual(saved);
});

test('a damaged checkpoint is passed over with a warning, and the run ends as if nothing had happened', async () => {
  const run = await stoppedRun();
  const newest = join(run.folder, 'checkpoints', readdirSync(join(run.folder, 'checkpoints')).toSorted().at(-1)!);
  const file = join(newest, 'state.safetensors');
  const bytes = readFileSync(file);
  bytes[bytes.length >> 1]! ^= 1;
  writeFileSync(file, bytes);

  const warnings: string[] = [];
  await train(run, {
    ...never,
    onEvent: (event) => event.type === 'warning' && warnings.push(event.message),
  });
  expect(warnings).toEqual([expect.stringContaining('damaged')]);
  expect(run.events().map((event) => event.message)).toEqual(warnings);
  expect(fingerprint(run)).toEqual(undisturbed);
});

test('a parameter that is not a number ends the run as failed and says what to do; the checkpoint stays', async () => {
  const run = await stoppedRun();
  rewrite(run, ({ learner }) => learner.vectors['parameters']!.fill(NaN));
  await expect(train(run, never)).rejects.toMatchObject({
    code: 'not-finite',
    remedy: expect.stringContaining('lower learning rate'),
  });
  expect(run.record).toMatchObject({ status: 'failed', message: expect.stringContaining('NaN') });
  expect(loadCheckpoint(run)!.checkpoint.environmentSteps).toBe(1_024);
});

/** A joint's speed that the integrator cannot follow, in the given environments. */
const diverge = (environments: readonly number[]) => (state: RunState) => {
  for (const e of environments) state.simulations[0]!.environments[e]!.physics[1 + 7] = 3e9;
};

test('a simulation that diverges costs its episode, with a warning, and training goes on', async () => {
  const run = await stoppedRun();
  rewrite(run, diverge([3]));
  const result = await train(run, never);
  expect(result.status).toBe('finished');
  expect(run.events()).toMatchObject([{ level: 'warning', message: expect.stringMatching(/cut short.*diverged/) }]);
});

test('simulations that mostly diverge end the run as failed', async () => {
  const run = await stoppedRun();
  rewrite(run, diverge([0, 1, 2, 3, 4, 5, 6, 7]));
  await expect(train(run, never)).rejects.toMatchObject({
    code: 'simulation-diverged',
    message: expect.stringContaining('8 of the last 8 episodes'),
  });
  expect(run.record.status).toBe('failed');
});

test('a run in training cannot be trained twice', async () => {
  const run = temporary.store.create(tinyConfig());
  const again = temporary.store.openRun(run.id);
  const training = train(run, never);
  await expect(train(again, never)).rejects.toMatchObject({ code: 'busy' });
  await training;
  expect(run.record.status).toBe('finished');
});

test('a checkpoint whose experience is of an older format is refused, its policy is not', async () => {
  const run = await stoppedRun();
  const { checkpoint } = loadCheckpoint(run)!;
  const { experienceFormat: _, ...state } = checkpoint.state as Record<string, unknown>;
  saveCheckpoint(run, { ...checkpoint, state });
  await expect(train(run, never)).rejects.toMatchObject({
    code: 'unsupported',
    message: expect.stringMatching(/format 1.*format 2/),
  });
  expect(loadPolicy(run, 'latest')).toEqual(policyParameters(checkpoint));
});
