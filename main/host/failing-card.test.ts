import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { resumeInterrupted } from '../shell/first-run.ts';
import { Lab } from './lab.ts';
import type { Run } from '../runs/run.ts';
import { FailingCard, noFailingCard } from '../lab/testing/failing-card.ts';
import { temporaryStore, tinyConfig } from '../lab/testing/tiny-run.ts';

const script = fileURLToPath(new URL('../lab/testing/train-child.ts', import.meta.url));
const STEPS = 512;

describe.skipIf(noFailingCard)(`a graphics card that fails${noFailingCard ? ` (${noFailingCard})` : ''}`, () => {
  let temporary: ReturnType<typeof temporaryStore>;
  let card: FailingCard;
  beforeEach(() => {
    temporary = temporaryStore();
    card = new FailingCard();
  });
  afterEach(() => {
    card.dispose();
    temporary.dispose();
  });

  /** A run that learns on the card, which fails after its first updates. @returns the run, when its process has ended */
  async function trainUntil(how: Parameters<FailingCard['fail']>[0]): Promise<Run> {
    const every = { logEverySteps: 64, checkpointEverySteps: 64, evaluateEverySteps: STEPS };
    const config = tinyConfig({ engine: 'onnx-webgpu', environmentSteps: STEPS, warmupSteps: 64, ...every });
    const run = temporary.store.create(config);
    const words = ['--disable-warning=ExperimentalWarning', script, temporary.folder, run.id];
    const env = { ...process.env, ...card.environment };
    const child = spawn(process.execPath, words, { env, stdio: ['ignore', 'pipe', 'ignore'] });
    let rows = 0;
    child.stdout.on('data', (text) => {
      rows += String(text).match(/row/g)?.length ?? 0;
      if (rows >= 3) card.fail(how);
    });
    await once(child, 'close');
    return run;
  }

  it.each([
    ['lost device', 'lost its device'],
    ['out of memory', 'ran out of memory'],
  ] as const)('%s: the processor goes on from the last checkpoint, and the log says so', async (how, words) => {
    const run = await trainUntil(how);
    expect(run.record).toMatchObject({
      status: 'finished',
      environmentSteps: STEPS,
      engines: { learning: 'onnx-cpu', acting: 'onnx-cpu' },
    });
    const warnings = run.events().filter(({ level }) => level === 'warning');
    const message = expect.stringMatching(
      `^Engine onnx-webgpu ${words}: .*goes on from its last checkpoint, on onnx-cpu`,
    );
    expect(warnings).toMatchObject([{ message }]);
    expect(warnings[0]!.environmentSteps).toBeGreaterThanOrEqual(128);
  });

  it('a driver that ends the process: the next one goes on, on the processor', async () => {
    const run = await trainUntil('end');
    expect(run.record).toMatchObject({ status: 'interrupted', engines: { learning: 'onnx-webgpu' } });
    const lab = Lab.open(temporary.folder);
    const window = lab.connect();
    await resumeInterrupted(window, run.id);
    await expect.poll(() => run.record.status, { timeout: 60_000 }).toBe('finished');
    expect(run.record).toMatchObject({ config: { engine: 'onnx-cpu' }, engines: { learning: 'onnx-cpu' } });
    expect(run.events().at(-1)).toMatchObject({ message: expect.stringMatching(/onnx-cpu, no longer onnx-webgpu/) });
    window.close();
    await lab.close();
  });
});
