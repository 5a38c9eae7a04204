/**
 * SAC and TD3 of Stable-Baselines3 on the reaching tasks, one thread each, over several seeds; then the tables and plots of
 * docs/learning.md, beside AQL's runs of the learning campaign. Each training ends when the task is solved, or after
 * `--steps`. What an earlier call finished is kept.
 *
 *     npm run bench -- stable-baselines [--install] [--tasks so101-reach,…] [--seeds 5] [--trainers 4] [--steps 40000]
 *                                       [--every 2000] [--jobs 1] [--data FOLDER] [--report]
 *
 * `--trainers` takes the first so many of: SAC with the discount of our agents, SAC, TD3 with that discount, TD3. With
 * several jobs the trainings share the cores: steps compare, times do not.
 */
import { parseArgs } from 'node:util';
import { RunStore } from '../../main/runs/index.ts';
import { hasPeers, installPeers } from '../peers/install.ts';
import { someAtATime } from '../some-at-a-time.ts';
import { trainersOf, type Cell } from './cells.ts';
import { report } from './report.ts';
import { Results } from './results.ts';
import { train } from './train.ts';

const { values: options } = parseArgs({
  options: {
    install: { type: 'boolean', default: false },
    tasks: { type: 'string', default: 'so101-reach,so101-reach-anywhere' },
    seeds: { type: 'string', default: '5' },
    trainers: { type: 'string', default: '4' },
    steps: { type: 'string', default: '40000' },
    every: { type: 'string', default: '2000' },
    jobs: { type: 'string', default: '1' },
    data: { type: 'string', default: 'bench-data' },
    report: { type: 'boolean', default: false },
  },
});

const tasks = options.tasks.split(',');
const results = new Results(options.data);
if (options.install) installPeers();
if (!options.report) await campaign();
const store = RunStore.open(options.data);
try {
  for (const task of tasks) await report(store, results, task);
} finally {
  store.close();
}

async function campaign(): Promise<void> {
  if (!hasPeers()) throw new Error('Stable-Baselines3 is not there: npm run bench -- stable-baselines --install');
  const open = tasks.flatMap(cellsOf).filter((cell) => !results.has(cell));
  console.log(`${open.length} trainings to do, ${options.jobs} at a time`);
  await someAtATime(open, Number(options.jobs), async (cell) => {
    const { task, trainer, seed } = cell;
    const name = `${task} / ${trainer.id} / seed ${seed}`;
    const budget = { steps: Number(options.steps), everySteps: Number(options.every) };
    const curve = await train(cell, budget, ({ environmentSteps, score, wall_s, cpu_s }) =>
      console.log(`${name}: ${environmentSteps} steps, ${score}, ${wall_s.toFixed(0)} s (${cpu_s.toFixed(0)} s CPU)`),
    );
    if (curve) results.add({ task, trainer: trainer.id, seed, curve });
    else console.log(`${name}: ended early`);
  });
}

function cellsOf(task: string): Cell[] {
  const trainers = trainersOf(task).slice(0, Number(options.trainers));
  return Array.from({ length: Number(options.seeds) }, (_, i) =>
    trainers.map((trainer) => ({ task, trainer, seed: i + 1 })),
  ).flat();
}
