/** A simulation thread of `physics.ts`: steps 16 environments with random actions and answers control steps per second. */
import { parentPort, workerData } from 'node:worker_threads';
import { Random } from '../contracts/random.ts';
import { createEnvironmentBatch } from '../sims/environment-batch.ts';

const { task, duration_ms } = workerData as { readonly task: string; readonly duration_ms: number };
const random = new Random(1);
const batch = await createEnvironmentBatch(
  task,
  {},
  Array.from({ length: 16 }, (_, i) => Random.stream(1, i)),
);
const bins = Array.from({ length: batch.size }, () => batch.action.map((dimension) => dimension.bins!)).flat();
const action_t = new Int32Array(bins.length);

parentPort!.once('message', () => {
  const start = performance.now();
  let steps = 0;
  while (performance.now() - start < duration_ms) {
    for (let i = 0; i < action_t.length; i++) action_t[i] = random.integer(bins[i]!);
    batch.step(action_t);
    steps += batch.size;
  }
  parentPort!.postMessage((1e3 * steps) / (performance.now() - start));
});
parentPort!.postMessage('ready');
