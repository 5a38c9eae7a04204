import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { Random } from '../../contracts/random.ts';
import { loadBest, loadCheckpoint } from './checkpoints.ts';
import { ReplayLog } from './replay-log.ts';
import type { Run } from './run.ts';
import { exampleCheckpoint } from './testing/example-checkpoint.ts';
import { exampleConfig, openStore } from './testing/example-run.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const program = fileURLToPath(new URL('testing/train-until-killed.ts', import.meta.url));

/** Trains in a process of its own and kills it some time after its first step. @returns the last step it told of. */
async function trainAndKill(run: Run, dataFolder: string, delay_ms: number): Promise<number> {
  const child = spawn(process.execPath, [program, dataFolder, run.id], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  await once(child.stdout, 'data');
  expect(() => run.acquire()).toThrow(`is being trained by process ${child.pid}.`);
  setTimeout(() => child.kill('SIGKILL'), delay_ms);
  await once(child, 'close');
  return Number(output.slice(0, output.lastIndexOf('\n')).split('\n').at(-1));
}

test('a process killed at any moment leaves a whole checkpoint, and rows and records as an undisturbed run', async () => {
  const dataFolder = temporaryFolder();
  const store = openStore(dataFolder);
  const run = store.create(exampleConfig);
  const random = new Random(5);
  for (let kill = 0; kill < 5; kill++) {
    const told = await trainAndKill(run, dataFolder, random.between(0, 60));

    expect(store.list()[0]!.status).toBe('interrupted');
    const { checkpoint, warnings } = loadCheckpoint(run)!;
    expect(warnings).toEqual([]);
    expect(checkpoint).toEqual(exampleCheckpoint(checkpoint.environmentSteps, 20_000));
    expect(checkpoint.environmentSteps).toBeGreaterThanOrEqual(told);
    const best = loadBest(run);
    expect(best?.warnings ?? []).toEqual([]);
    expect((best?.checkpoint.environmentSteps ?? 3) % 3).toBe(0);

    const steps = checkpoint.environmentSteps;
    run.acquire();
    run.rollBack(steps);
    expect(run.metricRows()).toEqual(
      Array.from({ length: steps }, (_, i) => ({
        environmentSteps: i + 1,
        updates: 2 * (i + 1),
        wall_s: 0,
        values: { loss: 1 / (i + 1), q: i + 1 },
      })),
    );
    const log = ReplayLog.open(`${run.folder}/replay`, { recordBytes: 4, segmentRecords: 64 }, 10 * steps);
    expect(new Uint32Array(log.read(0, 10 * steps).buffer)).toEqual(
      Uint32Array.from({ length: 10 * steps }, (_, i) => i),
    );
    log.close();
    run.release();
  }
});
