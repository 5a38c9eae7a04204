import { existsSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connectLab, type LabClient } from '../../contracts/rpc/lab-client.ts';
import type { StreamFrame, WatchFrame } from '../../contracts/stream.ts';
import { train } from '../lab/index.ts';
import { fingerprint, never, temporaryStore, tinyConfig, tinyNewRun } from '../lab/testing/tiny-run.ts';
import { RunStore } from '../runs/run-store.ts';
import { portPair } from '../transport/port-pair.ts';
import { serveLab } from '../transport/rpc.ts';
import { Lab } from './lab.ts';

const WATCH = { speed: 20, horizon_steps: 3, ghosts: 4, exploring: false };
/** More than a test waits for. */
const ENDLESS = { environmentSteps: 10_000_000 };

let temporary: ReturnType<typeof temporaryStore>;
let lab: Lab;
beforeEach(() => {
  temporary = temporaryStore();
  lab = Lab.open(temporary.folder);
});
afterEach(async () => {
  await lab.close();
  temporary.dispose();
});

/** A window: client and lab with a port between them, as in the product. */
function openWindow(): LabClient {
  const [window, host] = portPair();
  serveLab(host, lab.connect());
  return connectLab(window);
}

/** The first frame from now on that fits. */
function frame<K extends StreamFrame['kind'], F extends Extract<StreamFrame, { kind: K }>>(
  client: LabClient,
  kind: K,
  fits: (frame: F) => boolean = () => true,
): Promise<F> {
  return new Promise((resolve) => {
    const end = client.onFrame(kind, (frame) => {
      if (!fits(frame as F)) return;
      end();
      resolve(frame as F);
    });
  });
}

test('a run from its creation to its export', async () => {
  const client = openWindow();
  const { lab: api } = client;
  const metrics = frame(client, 'run', ({ event }) => event.type === 'metrics');
  const id = await api.create({ ...tinyNewRun({ ...ENDLESS, taskConfig: { bins: 21 } }), name: 'from start to end' });
  await metrics;
  const [started] = await api.runs();
  expect(started).toMatchObject({ id, name: 'from start to end', status: 'running', activity: 'training' });
  expect(started!.action!.map(({ bins }) => bins)).toEqual([21, 21, 21, 21, 21]);

  const held = frame(client, 'run', ({ event }) => event.type === 'progress');
  await api.pause(id);
  expect(await api.runs()).toMatchObject([{ activity: 'paused' }]);
  await held;
  const stepped = frame(client, 'run', ({ event }) => event.type === 'progress');
  await api.stepOnce(id);
  await stepped;
  await api.resume(id);
  await frame(client, 'run', ({ event }) => event.type === 'evaluation');
  await api.stop(id);
  const [stopped] = await api.runs();
  expect(stopped).toMatchObject({
    status: 'stopped',
    activity: 'idle',
    engines: { learning: 'onnx-cpu', acting: 'onnx-cpu' },
    pace: { update_ms: expect.any(Number), environmentStepsPerSecond: expect.any(Number) },
  });
  expect(stopped!.scores.length).toBeGreaterThan(0);

  const names = await api.metricNames(id);
  const curves = await api.metrics(id, names);
  expect(Object.keys(curves).sort()).toEqual(names);
  expect(curves['tdError']!.length).toBeGreaterThan(0);
  expect((await api.evaluations(id))[0]!.evaluation.episodes).toBe(4);
  expect(await api.evaluate(id, { episodes: 2, seed: 1 })).toMatchObject({ episodes: 2 });

  const recorded = frame(client, 'recorded');
  await api.watch(id, WATCH);
  const { episode: summary } = await recorded;
  await api.unwatch();
  expect(await api.episodes(id)).toContainEqual(summary);
  const episode = await api.episode(id, summary.id, { ghosts: 5, horizon_steps: 2 });
  expect(episode.frames[0]!.decision!.ghosts).toHaveLength(5);
  expect(episode.frames).toHaveLength(summary!.steps + 1);
  const happened = await api.whatIf(id, summary.id, 50, [...episode.frames[50]!.decision!.executed]);
  expect(happened.episodeReturn).toBe(summary.episodeReturn);

  const onnx = await api.exportPolicy(id);
  expect(Buffer.from(onnx.buffer).includes('observation_t')).toBe(true);
  expect(await api.exportCsv(id)).toMatch(/^environment_steps,updates,wall_s,.*tdError/);
});

test('watching changes nothing of a run, and shows what it has learnt so far', async () => {
  const alone = temporary.store.create(tinyConfig());
  await train(alone, never);

  const client = openWindow();
  const id = await client.lab.create(tinyNewRun());
  const ended = frame(client, 'runs-changed', () => isFinished(id));
  await client.lab.pause(id);
  await client.lab.watch(id, WATCH);
  await client.lab.resume(id);
  const newer = frame(client, 'watch', ({ environmentSteps }: WatchFrame) => environmentSteps > 0);
  await Promise.all([ended, newer]);
  const store = RunStore.open(temporary.folder);
  expect(fingerprint(store.openRun(id))).toEqual(fingerprint(alone));
  store.close();
});

function isFinished(id: string): boolean {
  return temporary.store.find(id).status === 'finished';
}

test('one training at a time: a second is refused and not even created', async () => {
  const { lab: api } = openWindow();
  const id = await api.create({ ...tinyNewRun(ENDLESS), name: 'first' });
  const refusal = {
    code: 'busy',
    message: expect.stringContaining('"first"'),
    remedy: expect.stringContaining('Stop'),
  };
  await expect(api.create(tinyNewRun())).rejects.toMatchObject(refusal);
  await expect(api.remove(id)).rejects.toMatchObject({ code: 'busy' });
  expect(await api.runs()).toHaveLength(1);
  await api.stop(id);
  await expect(api.pause(id)).rejects.toMatchObject({ code: 'unsupported' });
});

test('a run that another process trains cannot be resumed here', async () => {
  const elsewhere = temporary.store.create(tinyConfig());
  elsewhere.acquire();
  const { lab: api } = openWindow();
  await expect(api.resume(elsewhere.id)).rejects.toMatchObject({ code: 'busy' });
  expect(await api.runs()).toMatchObject([{ activity: 'idle' }]);
  elsewhere.release();
});

test('names and tags change in every window', async () => {
  const [one, other] = [openWindow(), openWindow()];
  const { id } = temporary.store.create(tinyConfig());
  const told = frame(other, 'runs-changed');
  await one.lab.rename(id, ' my arm ');
  await told;
  await one.lab.tag(id, ['good', 'good', 'arm 2']);
  expect(await other.lab.runs()).toMatchObject([{ name: 'my arm', tags: ['good', 'arm 2'] }]);
  await expect(one.lab.rename(id, ' ')).rejects.toMatchObject({ code: 'bad-config' });
});

test('what was removed can be restored until the lab ends, and then is gone', async () => {
  const { lab: api } = openWindow();
  const [kept, gone] = [temporary.store.create(tinyConfig()), temporary.store.create(tinyConfig())];
  await api.remove(kept.id);
  await api.remove(gone.id);
  expect(await api.runs()).toEqual([]);
  await expect(api.metricNames(gone.id)).rejects.toMatchObject({ code: 'unknown-name' });
  await api.restore(kept.id);
  expect((await api.runs()).map(({ id }) => id)).toEqual([kept.id]);
  await lab.close();
  lab = Lab.open(temporary.folder);
  expect((await openWindow().lab.runs()).map(({ id }) => id)).toEqual([kept.id]);
});

test('what was removed is gone even if the lab dies before it ends', async () => {
  const gone = temporary.store.create(tinyConfig());
  await openWindow().lab.remove(gone.id);
  const next = Lab.open(temporary.folder);
  await next.close();
  expect(existsSync(gone.folder)).toBe(false);
});

test('an evaluation tells its window how far it is, and can be cancelled there', async () => {
  const [one, other] = [openWindow(), openWindow()];
  const { lab: api } = one;
  const id = await api.create(tinyNewRun());
  await frame(one, 'runs-changed', () => isFinished(id));
  const told = frame(one, 'evaluating');
  const evaluation = api.evaluate(id, { episodes: 10_000, seed: 1 });
  const failure = evaluation.catch((error: unknown) => error);
  expect(await told).toMatchObject({ run: id, progress: { episodes: 10_000 } });
  await expect(api.evaluate(id, { episodes: 1, seed: 1 })).rejects.toMatchObject({ code: 'busy' });
  expect(await other.lab.evaluate(id, { episodes: 1, seed: 1 })).toMatchObject({ episodes: 1 });
  await api.cancelEvaluation(id);
  expect(await failure).toMatchObject({ code: 'cancelled' });
  expect(await api.evaluate(id, { episodes: 1, seed: 1 })).toMatchObject({ episodes: 1 });
});

test('the catalogue and the scenes hold what forms and pictures are made from', async () => {
  const { lab: api } = openWindow();
  const { tasks, agents, engines, runSchema, metrics } = await api.catalogue();
  expect(tasks.map(({ id }) => id)).toContain('so101-reach');
  for (const { schema } of [...tasks, ...agents]) expect(schema).toHaveProperty('properties');
  expect(runSchema).toHaveProperty('properties.seed.description');
  expect(engines.map(({ id }) => id)).toContain('onnx-cpu');
  expect(metrics.map(({ name }) => name)).toContain('return');
  for (const { id } of tasks) expect((await api.scene(id, {})).geoms.length).toBeGreaterThan(0);
  expect(await api.compose({ task: 'so101-reach', run: { seed: 7 } })).toMatchObject({ agent: 'aql', seed: 7 });
  await expect(api.compose({ task: 'so101-reach', run: { seed: -1 } })).rejects.toThrow(/seed.*-1/);
});
