/**
 * Memory of the whole training process (its threads included) over 100,000 steps of so101-reach with default settings.
 *
 *     node bench/memory.ts [--steps 100000] [--json]
 */
import { parseArgs } from 'node:util';
import { composeConfig, train } from '../main/lab/index.ts';
import { withTemporaryStore } from './temporary-store.ts';

const { values: options } = parseArgs({
  options: { steps: { type: 'string', default: '100000' }, json: { type: 'boolean', default: false } },
});
const EVERY_STEPS = 10_000;

const samples: { environmentSteps: number; rss_MiB: number }[] = [];
await withTemporaryStore(async (store) => {
  const environmentSteps = Number(options.steps);
  const config = composeConfig({
    task: 'so101-reach',
    environmentSteps,
    stopWhenSolved: false,
    logEverySteps: EVERY_STEPS,
  });
  await train(store.create(config), {
    signal: new AbortController().signal,
    onEvent(event) {
      if (event.type !== 'metrics') return;
      const sample = {
        environmentSteps: event.row.environmentSteps,
        rss_MiB: Math.round(process.memoryUsage.rss() / 2 ** 20),
      };
      samples.push(sample);
      if (!options.json) console.log(`${sample.environmentSteps} steps: ${sample.rss_MiB} MiB`);
    },
  });
});
if (options.json) console.log(JSON.stringify({ samples }));
