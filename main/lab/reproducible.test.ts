import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadCheckpoint } from '../runs/checkpoints.ts';
import type { RunStore } from '../runs/run-store.ts';
import type { Run } from '../runs/run.ts';
import { train } from './index.ts';
import { fingerprint, knownMetrics, never, temporaryStore, tinyConfig } from './testing/tiny-run.ts';

let temporary: ReturnType<typeof temporaryStore>;
let store: RunStore;
beforeEach(() => {
  temporary = temporaryStore();
  store = temporary.store;
});
afterEach(() => temporary.dispose());

const create = (changes?: Parameters<typeof tinyConfig>[0]): Run => store.create(tinyConfig(changes));

test('the same seed gives the same metrics and parameters bit for bit, another seed others', async () => {
  const runs = [create(), create(), create({ seed: 2 })];
  for (const run of runs) await train(run, never);
  const [first, second, other] = runs.map(fingerprint);
  expect(second).toEqual(first);
  expect(other).not.toEqual(first);
});

test('two simulation threads give a reproducible run too', async () => {
  const runs = [create({ simulationThreads: 2 }), create({ simulationThreads: 2 })];
  for (const run of runs) await train(run, never);
  expect(fingerprint(runs[1]!)).toEqual(fingerprint(runs[0]!));
});

test('every metric that a run stores is documented, and all of them are finite', async () => {
  const run = create();
  await train(run, never);
  expect(run.metricNames().filter((name) => !knownMetrics.has(name))).toEqual([]);
  expect(run.metricNames()).toEqual(expect.arrayContaining(['return', 'success', 'tdError', 'maxGap', 'proposalNll']));
  for (const row of run.metricRows())
    for (const value of Object.values(row.values)) expect(value).toSatisfy(Number.isFinite);
});

test.each([
  { title: 'discrete actions', changes: {} },
  { title: 'continuous actions', changes: { taskConfig: { bins: 0 } } },
  { title: 'unrolls', changes: { agent: 'impala', stepsPerIteration: 4 } },
])('a run of $title, stopped and resumed again and again, ends as the undisturbed one', async ({ changes }) => {
  const undisturbed = create(changes);
  await train(undisturbed, never);
  const stopped = create(changes);
  for (let session = 1; stopped.record.status !== 'finished'; session++) {
    const abort = new AbortController();
    // Stop in the midst of an evaluation's lag, right after a row, and so on: at another place each time.
    const places = ['metrics', 'evaluation', 'checkpoint'];
    const onEvent = ({ type }: { type: string }) => type === places[session % 3] && abort.abort();
    const result = await train(stopped, { signal: session < 9 ? abort.signal : never.signal, onEvent });
    expect(result.status).toBe(stopped.record.status);
  }
  expect(fingerprint(stopped)).toEqual(fingerprint(undisturbed));
});

test('the best score is that of the best evaluation, and the end has a checkpoint', async () => {
  const run = create({ task: 'cartpole-swingup', evaluationEpisodes: 1, environmentSteps: 4_096 });
  const result = await train(run, never);
  expect(result.status).toBe('finished');
  expect(run.record.bestScore).toBe(Math.max(...run.evaluations().map(({ score }) => score)));
  expect(loadCheckpoint(run)!.checkpoint.environmentSteps).toBe(4_096);
});
