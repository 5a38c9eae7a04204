/** A thread that helps a kernel: an instance of its own on the kernel's memory. */
import { parentPort, workerData } from 'node:worker_threads';
import { instantiate, type KernelParts } from './instance.ts';
import { RowQueue } from './row-queue.ts';

export interface KernelThreadData {
  readonly parts: KernelParts;
  readonly globals: Readonly<Record<string, number>>;
  readonly queue: { readonly rows: number; readonly chunk: number; readonly buffer: SharedArrayBuffer };
}

const { parts, globals, queue } = workerData as KernelThreadData;
const { search } = instantiate(parts, globals);
parentPort!.postMessage('ready');
new RowQueue(queue.rows, queue.chunk, queue.buffer).help(search);
