/**
 * How fast the default settings solve a task: trains it over several seeds until it is solved, then measures the best
 * policy over fresh episodes. One row per seed, then the medians.
 *
 *     npm run bench -- time-to-solve TASK [--seeds 5] [--first 1] [--episodes 100] [--json]
 */
import { parseArgs } from 'node:util';
import { composeConfig, evaluate, train } from '../main/lab/index.ts';
import type { RunStore } from '../main/runs/index.ts';
import { median } from './median.ts';
import { withTemporaryStore } from './temporary-store.ts';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seeds: { type: 'string', default: '5' },
    first: { type: 'string', default: '1' },
    episodes: { type: 'string', default: '100' },
    json: { type: 'boolean', default: false },
  },
});
/** The seed of the final evaluation, unlike any of the training's own. */
const FINAL_SEED = 20_260_101;

const task = positionals[0] ?? 'so101-reach';
const rows: Row[] = [];
await withTemporaryStore(async (store) => {
  for (let i = 0; i < Number(options.seeds); i++) rows.push(await measure(store, Number(options.first) + i));
});

const medians = {
  task,
  seeds: rows.length,
  environmentSteps: median(rows.map((row) => row.environmentSteps)),
  wall_s: median(rows.map((row) => row.wall_s)),
  meanReturn: median(rows.map((row) => row.meanReturn)),
  successRate: rows[0]!.successRate === null ? null : median(rows.map((row) => row.successRate!)),
};
console.log(options.json ? JSON.stringify(medians) : `median: ${describe(medians)}`);

type Row = Awaited<ReturnType<typeof measure>>;

async function measure(store: RunStore, seed: number) {
  const run = store.create(composeConfig({ task, seed }), `seed ${seed}`);
  const result = await train(run, { signal: new AbortController().signal, onEvent() {} });
  const { status, environmentSteps, updates, wall_s } = result;
  const evaluation = await evaluate(run, { episodes: Number(options.episodes), seed: FINAL_SEED });
  const row = { task, seed, status, environmentSteps, updates, wall_s, ...evaluation };
  console.log(options.json ? JSON.stringify(row) : `seed ${seed}: ${status}, ${describe(row)}`);
  return row;
}

interface Figures {
  readonly environmentSteps: number;
  readonly wall_s: number;
  readonly meanReturn: number;
  readonly successRate: number | null;
}

function describe({ environmentSteps, wall_s, meanReturn, successRate }: Figures): string {
  const success = successRate === null ? '' : `, ${Math.round(100 * successRate)} % success`;
  return `${environmentSteps} steps, ${wall_s.toFixed(1)} s${success}, return ${meanReturn.toFixed(1)}`;
}
