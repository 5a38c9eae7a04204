import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { EngineWork } from '../../contracts/engines.ts';
import { ENGINES_FOLDER } from '../../agents/engine/tensorflow/find.ts';
import * as tf from '../../agents/tf.ts';
import { makePlan } from '../lab/plan.ts';
import { tinyConfig } from '../lab/testing/tiny-run.ts';
import { EngineDesk } from './engine-desk.ts';
import { registryOf, silentRegistry, type Registry } from './testing/registry.ts';

let folder: string;
let told: (EngineWork | null)[];
let desk: EngineDesk;
let registry: Registry | null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aql-engine-desk-'));
  vi.stubEnv(ENGINES_FOLDER, join(folder, 'engines'));
  vi.stubEnv('npm_config_cache', join(folder, 'cache'));
  told = [];
  desk = new EngineDesk((work) => told.push(work));
  registry = null;
});
afterEach(() => {
  registry?.close();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

function installFrom(from: Registry): Promise<void> {
  registry = from;
  vi.stubEnv('npm_config_registry', from.url);
  return desk.install('tfjs-node-gpu');
}

const plan = makePlan(tinyConfig());
const missing = { install: 'tfjs-node-gpu', reason: 'TensorFlow is not installed.' };

test('what auto takes is known once it was measured, and then at once', async () => {
  const before = await desk.advise(plan);
  expect(before.auto).toBeNull();
  expect(before.findings).toMatchObject([
    { engine: 'onnx-cpu', availability: { device: 'the processor' }, figures: null },
    { engine: 'onnx-webgpu' },
    { engine: 'cuda', availability: missing },
    { engine: 'reference', availability: { device: expect.any(String) } },
  ]);

  const after = await desk.measure(plan);
  expect(told.map((work) => work?.type === 'measuring' && work.engine)).toEqual([
    'onnx-cpu',
    'onnx-webgpu',
    'cuda',
    false,
  ]);
  expect(after.findings[0]!.figures).toEqual({ learning_ms: expect.any(Number), acting_ms: expect.any(Number) });
  expect(after.auto).toMatchObject({ acting: 'onnx-cpu' });
  expect(await desk.advise(plan)).toEqual(after);
  expect((await desk.advise(makePlan(tinyConfig({ agent: 'uniform-ql' })))).auto).toBeNull();
});

test('a measurement gives way to a run, one thing is done at a time, and nothing half measured is remembered', async () => {
  const measuring = desk.measure(plan);
  await expect(desk.install('tfjs-node')).rejects.toMatchObject({ code: 'busy' });
  desk.cancelMeasuring();
  await expect(measuring).rejects.toMatchObject({ code: 'cancelled' });
  expect((await desk.advise(plan)).auto).toBeNull();
});

test('what was fetched is seen at once', async () => {
  expect((await desk.advise(plan)).findings[2]).toMatchObject({ availability: missing });
  await installFrom(await registryOf('@tensorflow/tfjs-node-gpu', tf.version_core, join(folder, 'package')));
  expect(told[0]).toEqual({ type: 'installing', package: 'tfjs-node-gpu', bytes: 0 });
  expect(told.at(-1)).toBeNull();
  // It holds nothing that would load.
  expect((await desk.advise(plan)).findings[2]).toMatchObject({
    availability: { reason: expect.stringContaining(`tfjs-node-gpu ${tf.version_core} does not load`) },
  });
});

test('fetching is cancelled at any moment, and goes on in spite of a run', async () => {
  const silent = await silentRegistry();
  const failure = installFrom(silent).catch((error: unknown) => error);
  await silent.asked;
  desk.cancelMeasuring();
  expect(told).not.toContain(null);
  desk.cancel();
  expect(await failure).toMatchObject({ code: 'cancelled' });
  expect((await desk.advise(plan)).findings[2]).toMatchObject({ availability: missing });
});
