/**
 * The learning campaign: trains agents (and variants of AQL) on tasks over several seeds, then writes the tables and
 * plots of docs/learning.md. What an earlier call finished is kept, what it began is resumed; Ctrl-C saves and stops.
 *
 *     npm run bench -- learning [--agents aql,…] [--tasks so101-reach,…] [--seeds 5] [--ablations] [--steps N]
 *                               [--jobs 2] [--data FOLDER] [--report]
 *
 * With several jobs the trainings share the cores: steps compare, times do not; `--jobs 1` for those.
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { agents } from '../../agents/index.ts';
import { RunStore } from '../../main/runs/index.ts';
import { ablations, variantOf, type Cell } from './cells.ts';
import { runsOf } from './runs-of-cells.ts';
import { report } from './report.ts';
import { trainAll } from './schedule.ts';

const { values: options } = parseArgs({
  options: {
    agents: { type: 'string', default: agents.map(({ id }) => id).join(',') },
    tasks: { type: 'string', default: 'so101-reach,cartpole-swingup' },
    seeds: { type: 'string', default: '5' },
    ablations: { type: 'boolean', default: false },
    steps: { type: 'string' },
    jobs: { type: 'string', default: String(availableParallelism()) },
    data: { type: 'string', default: 'bench-data' },
    report: { type: 'boolean', default: false },
  },
});

const tag = options.ablations ? 'ablations' : 'agents';
const variants = options.ablations ? [variantOf('aql'), ...ablations] : options.agents.split(',').map(variantOf);
const tasks = options.tasks.split(',');
const steps = options.steps === undefined ? undefined : Number(options.steps);
const cells: Cell[] = tasks.flatMap((task) =>
  Array.from({ length: Number(options.seeds) }, (_, i) =>
    variants.map((variant) => ({ variant, task, seed: i + 1 })),
  ).flat(),
);

const store = RunStore.open(options.data);
try {
  if (!options.report) await campaign();
  for (const task of tasks) await report(store, tag, task, `${tag}-${task}`);
} finally {
  store.close();
}

async function campaign(): Promise<void> {
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  const runs = runsOf(store, tag, cells, steps);
  const open = runs.filter(({ status }) => status !== 'finished' && status !== 'failed');
  console.log(`${runs.length} trainings, ${open.length} to do, ${options.jobs} at a time`);

  const stepsBefore = open.reduce((sum, { environmentSteps }) => sum + environmentSteps, 0);
  const start_ms = performance.now();
  let shownAt_ms = -Infinity;
  await trainAll(open, {
    dataFolder: options.data,
    jobs: Number(options.jobs),
    signal: stop.signal,
    onProgress(stepsDone, stepsTotal) {
      const now_ms = performance.now();
      if (now_ms - shownAt_ms < 30_000) return;
      shownAt_ms = now_ms;
      const pace_steps_per_ms = (stepsDone - stepsBefore) / (now_ms - start_ms);
      const eta_min = (stepsTotal - stepsDone) / pace_steps_per_ms / 60_000;
      console.log(`${((100 * stepsDone) / stepsTotal).toFixed(1)} %, about ${Math.ceil(eta_min)} min left`);
    },
    onEnd: ({ name }, exitCode) => console.log(`${name}: ${exitCode === 0 ? 'done' : 'ended early'}`),
  });
}
