import { execFileSync } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { LabClient } from '../../contracts/rpc/lab-client.ts';
import { loadPolicy } from '../../main/lab/policy.ts';
import { RunStore } from '../../main/runs/index.ts';
import { median } from '../median.ts';
import type { Graphics } from '../../e2e/testing/chromium.ts';
import type { Measured } from '../window.ts';
import { openTrainPage, withWorkbench, type Opened } from './opened.ts';

const CLI = fileURLToPath(new URL('../../main/cli/index.ts', import.meta.url));
const TASK = 'so101-reach';
const SEED = 1;
/** Enough for a watched episode to have begun. */
const FEW_STEPS = 5000;

/** One training, as the store has it. */
interface Trained {
  readonly wall_s: number;
  readonly parameters: Float32Array;
}

/**
 * The same training by the command line alone, with a window open from its first step on, and with one that is opened
 * in the midst of it, in turns: how long, and with what result.
 */
export function measureTraining(graphics: Graphics, steps: number, pairs: number): Promise<Measured> {
  return withWorkbench(graphics, async (opened) => {
    const alone: Trained[] = [];
    const watched: Trained[] = [];
    const joined: Trained[] = [];
    for (let pair = 0; pair < pairs; pair++) {
      const turns = [
        async () => void alone.push(trainAlone(opened, steps)),
        // The window has shown another run before: its shaders are compiled, its panels are there.
        async () => void watched.push(await trainInWindow(opened, FEW_STEPS, steps)),
        async () => void joined.push(await trainInWindow(opened, steps)),
      ];
      // What grows or slows over time shall not count for one of them.
      for (const turn of pair % 2 === 0 ? turns : turns.toReversed()) await turn();
    }
    const [alone_s, watched_s, joined_s] = [alone, watched, joined].map((runs) => runs.map(({ wall_s }) => wall_s));
    const ratio = median(watched_s!) / median(alone_s!);
    const opening_s = median(joined_s!) - median(watched_s!);
    const trained = [...alone, ...watched, ...joined];
    const isSame = trained.every(({ parameters }) => isEqual(parameters, alone[0]!.parameters));
    const list = (times_s: readonly number[]) =>
      `median ${median(times_s).toFixed(1)} s (${times_s.map((time_s) => time_s.toFixed(1)).join(', ')})`;
    return {
      lines: [
        `${steps} steps of ${TASK} by the command line: ${list(alone_s!)}`,
        `with a window open: ${list(watched_s!)}, ratio ${ratio.toFixed(3)}`,
        `with a window opened meanwhile: ${list(joined_s!)}, opening took ${opening_s.toFixed(1)} s of it`,
        `final parameters: ${isSame ? 'the same, bit for bit, in all' : 'DIFFERENT'}`,
      ],
      data: { steps, alone_s, watched_s, joined_s, ratio, opening_s, isSame },
    };
  });
}

function trainAlone({ dataFolder }: Opened, steps: number): Trained {
  const words = ['train', TASK, '--seed', SEED, '--steps', steps, '--no-stop-when-solved', '--data', dataFolder];
  execFileSync(process.execPath, [...process.execArgv, CLI, ...words.map(String)], {
    stdio: 'pipe',
  });
  return newest(dataFolder);
}

/** Runs of so many steps, one after the other, with a window that is opened during the first. @returns the last */
async function trainInWindow(opened: Opened, first: number, ...later: number[]): Promise<Trained> {
  const window = await opened.workbench.connect();
  const run = await create(window, first);
  const page = await openTrainPage(opened);
  await ended(window, run);
  for (const steps of later) await ended(window, await create(window, steps));
  await page.close();
  window.close();
  return newest(opened.dataFolder);
}

const create = ({ lab }: LabClient, environmentSteps: number) =>
  lab.create({ task: TASK, run: { seed: SEED, environmentSteps, stopWhenSolved: false } });

/** Asks seldom: the answer costs the lab a look into its catalogue. */
async function ended({ lab }: LabClient, run: string): Promise<void> {
  while ((await lab.runs()).find(({ id }) => id === run)?.activity !== 'idle') await setTimeout(2000);
}

function newest(dataFolder: string): Trained {
  const store = RunStore.open(dataFolder);
  try {
    const run = store.openRun(store.find('latest').id);
    return { wall_s: run.record.wall_s, parameters: loadPolicy(run, 'latest') };
  } finally {
    store.close();
  }
}

/** Bit for bit. */
function isEqual(a: Float32Array, b: Float32Array): boolean {
  return Buffer.from(a.buffer, a.byteOffset, a.byteLength).equals(Buffer.from(b.buffer, b.byteOffset, b.byteLength));
}
