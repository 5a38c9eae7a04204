import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { RowQueue } from './row-queue.ts';

/** Helps with the queue, counting in shared memory how often each row is done. */
const helper = `
  import { parentPort, workerData } from 'node:worker_threads';
  const { RowQueue } = await import(workerData.module);
  const counts = new Int32Array(workerData.counts);
  parentPort.postMessage('ready');
  new RowQueue(workerData.rows, workerData.chunk, workerData.queue).help((first, end) => {
    for (let row = first; row < end; row++) Atomics.add(counts, row, 1);
  });
`;

it.each([
  { rows: 1, chunk: 8, helpers: 1 },
  { rows: 64, chunk: 8, helpers: 1 },
  { rows: 1000, chunk: 3, helpers: 3 },
])('$rows rows by $chunk: each is done once a round, with $helpers helpers', async ({ rows, chunk, helpers }) => {
  const queue = new RowQueue(rows, chunk);
  const counts = new Int32Array(new SharedArrayBuffer(4 * rows));
  const module = new URL('./row-queue.ts', import.meta.url).href;
  const workerData = { module, rows, chunk, queue: queue.buffer, counts: counts.buffer };
  const source = new URL(`data:text/javascript,${encodeURIComponent(helper)}`);
  const workers = Array.from({ length: helpers }, () => new Worker(source, { workerData }));
  await Promise.all(workers.map((worker) => once(worker, 'message')));
  for (let round = 1; round <= 300; round++) {
    queue.hold((first, end) => {
      for (let row = first; row < end; row++) Atomics.add(counts, row, 1);
    });
    expect(counts.every((count) => count === round)).toBe(true);
  }
  const ends = workers.map((worker) => once(worker, 'exit'));
  queue.close();
  expect(await Promise.all(ends)).toEqual(workers.map(() => [0]));
});
