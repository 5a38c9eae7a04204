/**
 * Product bandits: one decision of D sub-actions with 11 bins each, its best action known. Every agent searches with the
 * same number of candidates and learns by the same number of updates; the table and plot of its regret go into
 * docs/learning.md. What an earlier call finished is kept.
 *
 *     npm run bench -- bandits [--agents aql,…] [--dimensions 1,3,7,14,21] [--seeds 5] [--updates 1000] [--jobs 1]
 *                              [--data FOLDER] [--report]
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { agents } from '../../agents/index.ts';
import { someAtATime } from '../some-at-a-time.ts';
import { time_ms } from '../time.ts';
import { variantsOf, type Group } from './cells.ts';
import { report } from './report.ts';
import { Results } from './results.ts';

const { values: options } = parseArgs({
  options: {
    agents: { type: 'string', default: agents.map(({ id }) => id).join(',') },
    dimensions: { type: 'string', default: '1,3,7,14,21' },
    seeds: { type: 'string', default: '5' },
    updates: { type: 'string', default: '1000' },
    jobs: { type: 'string', default: '1' },
    data: { type: 'string', default: 'bench-data' },
    report: { type: 'boolean', default: false },
  },
});

const seeds = Array.from({ length: Number(options.seeds) }, (_, i) => i + 1);
const groups = variantsOf(options.agents.split(',')).flatMap(({ id: variant }) =>
  ([0, 1] as const).flatMap((coupling) =>
    options.dimensions
      .split(',')
      .map(Number)
      .map((dimensions): Group => {
        return { variant, dimensions, coupling, updates: Number(options.updates) };
      }),
  ),
);
const results = new Results(join(options.data, 'bandits.jsonl'));
if (!options.report) await campaign();
await report(results, groups);

async function campaign(): Promise<void> {
  const open = groups.map((group) => ({ group, seeds: missingSeeds(group) })).filter(({ seeds }) => seeds.length > 0);
  let left = open.reduce((sum, { seeds }) => sum + seeds.length, 0);
  console.log(`${groups.length * seeds.length} trainings, ${left} to do`);
  await someAtATime(open, Number(options.jobs), async ({ group, seeds }) => {
    const took_ms = await time_ms(() => trainGroup(group, seeds));
    left -= seeds.length;
    const { variant, dimensions, coupling } = group;
    const seconds = (took_ms / 1000).toFixed(1);
    const regrets = results.of(group).map(({ regret }) => regret.toFixed(3));
    console.log(
      `${variant}, D = ${dimensions}, coupling ${coupling}: ${regrets.join(' ')} (${seconds} s), ${left} left`,
    );
  });
}

function missingSeeds(group: Group): number[] {
  const done = new Set(results.of(group).map(({ seed }) => seed));
  return seeds.filter((seed) => !done.has(seed));
}

/** In a process of its own, whose memory goes with it. */
async function trainGroup(group: Group, seeds: readonly number[]): Promise<void> {
  const script = fileURLToPath(new URL('train-group.ts', import.meta.url));
  const child = fork(script, [JSON.stringify(group), ...seeds.map(String)]);
  child.on('message', (message) => results.add({ ...group, ...(message as { seed: number; regret: number }) }));
  const [code] = await once(child, 'exit');
  if (code !== 0) {
    throw new Error(`Training ${group.variant} with ${group.dimensions} sub-actions ended with ${code}.`);
  }
}
