import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { until } from '../../e2e/testing/workbench.ts';
import { loadPolicy } from '../../main/lab/policy.ts';
import { RunStore } from '../../main/runs/index.ts';
import { median } from '../median.ts';
import type { Graphics } from '../../e2e/testing/chromium.ts';
import type { Measured } from '../window.ts';
import { openTrainPage, withWorkbench, type Opened } from './opened.ts';

const CLI = fileURLToPath(new URL('../../main/cli/index.ts', import.meta.url));
const TASK = 'so101-reach';
const SEED = 1;

/** One training, as the store has it. */
interface Trained {
  readonly wall_s: number;
  readonly parameters: Float32Array;
}

/** The same training by the command line alone and with a window open on it, in turns: how long, and with what result. */
export function measureTraining(graphics: Graphics, steps: number, pairs: number): Promise<Measured> {
  return withWorkbench(graphics, async (opened) => {
    const alone: Trained[] = [];
    const watched: Trained[] = [];
    for (let pair = 0; pair < pairs; pair++) {
      const turns = [
        async () => void alone.push(trainAlone(opened, steps)),
        async () => void watched.push(await trainWatched(opened, steps)),
      ];
      // What grows or slows over time shall not count for one of them.
      for (const turn of pair % 2 === 0 ? turns : turns.toReversed()) await turn();
    }
    const alone_s = alone.map(({ wall_s }) => wall_s);
    const watched_s = watched.map(({ wall_s }) => wall_s);
    const ratio = median(watched_s) / median(alone_s);
    const isSame = [...alone, ...watched].every(({ parameters }) => isEqual(parameters, alone[0]!.parameters));
    const list = (times_s: readonly number[]) => times_s.map((time_s) => time_s.toFixed(1)).join(', ');
    return {
      lines: [
        `${steps} steps of ${TASK} by the command line: median ${median(alone_s).toFixed(1)} s (${list(alone_s)})`,
        `with a window open: median ${median(watched_s).toFixed(1)} s (${list(watched_s)}), ratio ${ratio.toFixed(3)}`,
        `final parameters: ${isSame ? 'the same, bit for bit, in all' : 'DIFFERENT'}`,
      ],
      data: { steps, alone_s, watched_s, ratio, isSame },
    };
  });
}

function trainAlone({ dataFolder }: Opened, steps: number): Trained {
  const words = ['train', TASK, '--seed', SEED, '--steps', steps, '--no-stop-when-solved', '--data', dataFolder];
  execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', CLI, ...words.map(String)], {
    stdio: 'pipe',
  });
  return newest(dataFolder);
}

async function trainWatched(opened: Opened, environmentSteps: number): Promise<Trained> {
  const window = await opened.workbench.connect();
  const run = await window.lab.create({ task: TASK, run: { seed: SEED, environmentSteps, stopWhenSolved: false } });
  const page = await openTrainPage(opened);
  await until(
    () => window.lab.runs(),
    (runs) => runs.find(({ id }) => id === run)?.activity === 'idle',
  );
  await page.close();
  window.close();
  return newest(opened.dataFolder);
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
