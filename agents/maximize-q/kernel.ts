import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { allocateMemory } from '../wasm/memory.ts';
import { wasmModule } from '../wasm/module.ts';
import { instantiate, type Instance } from './instance.ts';
import type { KernelThreadData } from './kernel-thread.ts';
import { layOut } from './layout.ts';
import { RowQueue } from './row-queue.ts';
import type { Sizes } from './shapes.ts';

/** The WebAssembly kernel for some sizes, with its memory and its threads. */
export interface Kernel {
  /** A named array of `layout.ts`, in place. */
  view(name: string): Float32Array;
  run(): void;
  /** A run step by step, on this thread alone: first this, then the stages of the instance. */
  prepare(): void;
  readonly instance: Instance;
  /** Lets its threads go; the memory goes with the last reference to it. */
  dispose(): void;
}

/** States that a thread takes together: whole blocks of trees, and so few that no thread waits long for another. */
const CHUNK_STATES = 8;

/**
 * @param threads that share the states; results are the same bits for any number
 * @throws WorkbenchError `unsupported` where WebAssembly lacks relaxed SIMD.
 */
export async function createKernel(sizes: Sizes, threads: number): Promise<Kernel> {
  const { states } = sizes;
  const useful = Math.min(threads, Math.ceil(states / CHUNK_STATES));
  const layout = layOut(sizes, useful);
  const memory = allocateMemory(layout.byteLength);
  const parts = { module: await wasmModule('maximize-q'), memory };
  const instance = instantiate(parts, layout.globals[0]!);
  for (const [name, values] of Object.entries(layout.constants)) {
    const { address, length } = layout.regions[name]!;
    if (values instanceof Float32Array) new Float32Array(memory.buffer, address, length).set(values);
    else new Int32Array(memory.buffer, address, length).set(values);
  }

  const queue = new RowQueue(states, CHUNK_STATES);
  const helpers = layout.globals.slice(1).map((globals) => {
    const data: KernelThreadData = {
      parts,
      globals,
      queue: { rows: states, chunk: CHUNK_STATES, buffer: queue.buffer },
    };
    return new Worker(new URL('./kernel-thread.ts', import.meta.url), { workerData: data });
  });
  await Promise.all(helpers.map((helper) => once(helper, 'message')));
  for (const helper of helpers) helper.unref();

  function prepare(): void {
    for (const { from, to, rows, rowBytes, paddedRowBytes } of layout.copies) {
      instance.padRows(from, to, rows, rowBytes, paddedRowBytes);
    }
    instance.prepare();
  }
  return {
    view(name) {
      const { address, length } = layout.regions[name]!;
      return new Float32Array(memory.buffer, address, length);
    },
    run() {
      prepare();
      if (helpers.length > 0) queue.hold(instance.search);
      else instance.search(0, states);
    },
    prepare,
    instance,
    dispose: () => queue.close(),
  };
}
