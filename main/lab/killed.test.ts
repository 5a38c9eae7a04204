import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { Random } from '../../contracts/random.ts';
import { train } from './index.ts';
import { fingerprint, never, temporaryStore, tinyConfig } from './testing/tiny-run.ts';

const child = fileURLToPath(new URL('./testing/train-child.ts', import.meta.url));

/** Trains in a child process and kills it at a random instant after `rows` rows of metrics. */
function trainAndKill(folder: string, id: string, rows: number, delay_ms: number): Promise<string | null> {
  const process_ = spawn(process.execPath, [child, folder, id], { stdio: ['ignore', 'pipe', 'inherit'] });
  let seen = 0;
  createInterface(process_.stdout).on('line', () => {
    if (++seen === rows) setTimeout(() => process_.kill('SIGKILL'), delay_ms);
  });
  return new Promise((resolve) => process_.on('exit', (_, signal) => resolve(signal)));
}

test('a run killed at ten random moments and resumed each time ends as the undisturbed one, bit for bit', async () => {
  const { store, folder, dispose } = temporaryStore();
  try {
    const config = tinyConfig({
      environmentSteps: 12_800,
      logEverySteps: 64,
      checkpointEverySteps: 256,
      updatesPerIteration: 1,
    });
    const undisturbed = store.create(config);
    await train(undisturbed, never);

    const killed = store.create(config);
    const random = new Random(7);
    for (let kill = 0; kill < 10; kill++) {
      const signal = await trainAndKill(folder, killed.id, 1 + random.integer(24), random.between(0, 20));
      expect(signal).toBe('SIGKILL');
    }
    expect(killed.record.status).toBe('interrupted');
    await train(killed, never);
    expect(fingerprint(killed)).toEqual(fingerprint(undisturbed));
  } finally {
    dispose();
  }
});
