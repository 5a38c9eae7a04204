import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { TrainingEvent } from '../../../contracts/run.ts';
import { ENGINES_FOLDER } from '../../../agents/engine/tensorflow/find.ts';
import { train } from '../index.ts';
import { makePlan } from '../plan.ts';
import { fingerprint, never, temporaryStore, tinyConfig } from '../testing/tiny-run.ts';
import { changeEngine } from './change.ts';
import { chooseEngines } from './choose.ts';
import { installEngine } from './install.ts';
import { recall } from './measured.ts';
import { surveyEngine } from './survey.ts';

let temporary: ReturnType<typeof temporaryStore>;
let folder: string;
const measuring = { signal: new AbortController().signal, onMeasure() {} };
const before = process.env[ENGINES_FOLDER];

beforeEach(() => {
  temporary = temporaryStore();
  folder = mkdtempSync(join(tmpdir(), 'aql-engines-'));
  process.env[ENGINES_FOLDER] = folder;
});
afterEach(() => {
  temporary.dispose();
  rmSync(folder, { recursive: true });
  if (before === undefined) delete process.env[ENGINES_FOLDER];
  else process.env[ENGINES_FOLDER] = before;
});

it('an engine is looked at in a process of its own, which says where it computes, or how to have it', async () => {
  const findings = await Promise.all(
    (['onnx-cpu', 'cuda'] as const).map((engine) => surveyEngine({ engine, config: null })),
  );
  expect(findings[0]).toMatchObject({ availability: { device: 'the processor' }, figures: null });
  expect(findings[1]).toMatchObject({ availability: { remedy: expect.stringContaining('engine install') } });
});

it("auto measures the run's programs once, and remembers for runs like it", async () => {
  const plan = makePlan(tinyConfig({ engine: 'auto', seed: 1 }));
  const first = await chooseEngines(plan, measuring);
  expect(first.choice.acting).toBe('onnx-cpu');
  expect(first.why).toMatch(/^Learning on \S+, an update takes \d/);

  const kept = readFileSync(join(folder, 'measured.json'), 'utf8');
  expect(await chooseEngines(makePlan(tinyConfig({ engine: 'auto', seed: 2 })), measuring)).toEqual(first);
  expect(readFileSync(join(folder, 'measured.json'), 'utf8')).toBe(kept);
  expect(recall(makePlan(tinyConfig({ engine: 'auto', agent: 'uniform-ql' })))).toBeNull();
  writeFileSync(join(folder, 'measured.json'), 'broken');
  expect(recall(plan)).toBeNull();
});

it('a measurement that is broken off leaves nothing to remember', async () => {
  const plan = makePlan(tinyConfig({ engine: 'auto' }));
  const chosen = await chooseEngines(plan, { signal: AbortSignal.abort(), onMeasure() {} });
  expect(chosen).toEqual({ choice: { acting: 'onnx-cpu', learning: 'onnx-cpu' }, why: null });
  expect(recall(plan)).toBeNull();
});

it('a run whose engine is not here is trained on the processor, and its log says so', async () => {
  const usual = temporary.store.create(tinyConfig());
  await train(usual, never);
  const run = temporary.store.create(tinyConfig({ engine: 'cuda' }));
  const events: TrainingEvent[] = [];
  const result = await train(run, { ...never, onEvent: (event) => events.push(event) });
  expect(result.status).toBe('finished');
  const message = expect.stringMatching(/TensorFlow is not installed.*goes on.*onnx-cpu/);
  expect(run.events()).toMatchObject([{ environmentSteps: 0, level: 'warning', message }]);
  expect(events).toContainEqual({ type: 'warning', message });
  expect(fingerprint(run)).toEqual(fingerprint(usual));
  expect(run.record.engines).toEqual({ acting: 'onnx-cpu', learning: 'onnx-cpu' });
});

it('a learning thread that is killed costs the steps since the last checkpoint, and the engine', async () => {
  const run = temporary.store.create(tinyConfig({ engine: 'reference', environmentSteps: 1_024 }));
  let learner: Worker | undefined;
  process.once('worker', (worker) => (learner = worker));
  const onEvent = ({ type }: TrainingEvent) => {
    if (type === 'checkpoint') void learner?.terminate();
  };
  expect((await train(run, { ...never, onEvent })).status).toBe('finished');
  const message = expect.stringMatching(/^The learner-thread ended unexpectedly: .*goes on.*onnx-cpu/);
  expect(run.events()).toMatchObject([{ environmentSteps: 512, level: 'warning', message }]);
  expect(run.record.engines).toEqual({ acting: 'onnx-cpu', learning: 'onnx-cpu' });
});

it('a run goes on with another engine after it was stopped, and its log tells of the change', async () => {
  const run = temporary.store.create(tinyConfig({ environmentSteps: 1_024 }));
  const abort = new AbortController();
  await train(run, { signal: abort.signal, onEvent: ({ type }) => type === 'checkpoint' && abort.abort() });
  const { environmentSteps } = run.record;
  changeEngine(run, 'auto');
  expect((await train(run, never)).status).toBe('finished');
  expect(run.record.config.engine).toBe('auto');
  expect(run.events()).toMatchObject([
    { environmentSteps, level: 'info', message: 'From here on the engine is auto, no longer onnx-cpu.' },
    { environmentSteps, level: 'info', message: expect.stringContaining('Learning on') },
  ]);
});

it('the engine of a run in training stays', async () => {
  const run = temporary.store.create(tinyConfig());
  const training = train(run, never);
  expect(() => changeEngine(temporary.store.openRun(run.id), 'auto')).toThrow(/in training|busy|trained/);
  await training;
});

it('an installation without a network says what it needs', async () => {
  const closed = await closedPort();
  process.env['npm_config_registry'] = `http://127.0.0.1:${closed}/`;
  try {
    const installing = installEngine('tfjs-node', { signal: new AbortController().signal, onProgress() {} });
    await expect(installing).rejects.toMatchObject({
      code: 'no-answer',
      message: expect.stringContaining('needs the internet'),
    });
  } finally {
    delete process.env['npm_config_registry'];
  }
});

/** A port that nobody listens on. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
