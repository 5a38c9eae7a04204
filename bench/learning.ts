/**
 * How fast the default settings solve a task: trains it over several seeds until it is solved, then measures the best
 * policy over fresh episodes. One row per seed, then the medians.
 *
 *     node bench/learning.ts TASK [--seeds 5] [--first 1] [--episodes 100] [--json]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { composeConfig, evaluate, train } from '../main/lab/index.ts';
import { RunStore } from '../main/runs/index.ts';

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
const folder = mkdtempSync(join(tmpdir(), 'aql-learning-'));
const store = RunStore.open(folder);
const rows = [];
try {
  for (let i = 0; i < Number(options.seeds); i++) rows.push(await measure(Number(options.first) + i));
} finally {
  store.close();
  rmSync(folder, { recursive: true, force: true });
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!;
const medians = {
  task,
  seeds: rows.length,
  environmentSteps: median(rows.map((row) => row.environmentSteps)),
  wall_s: median(rows.map((row) => row.wall_s)),
  meanReturn: median(rows.map((row) => row.meanReturn)),
  successRate: rows[0]!.successRate === null ? null : median(rows.map((row) => row.successRate!)),
  rss_MiB: Math.round(process.memoryUsage().rss / 2 ** 20),
};
console.log(options.json ? JSON.stringify(medians) : `median: ${describe(medians)}`);

async function measure(seed: number) {
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
