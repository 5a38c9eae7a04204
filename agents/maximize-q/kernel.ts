import { readFile } from 'node:fs/promises';
import { WorkbenchError } from '../../contracts/errors.ts';
import type { TensorData } from '../engine/custom-op.ts';
import { layOut } from './layout.ts';
import type { Sizes } from './shapes.ts';

/** One instance of the WebAssembly kernel, with a memory of its own. */
export interface Kernel {
  /** A named array of `layout.ts`, in place. */
  view(name: string, dtype: 'float32' | 'int32'): TensorData;
  /** The stages of a run, in order: arrange weights; draw proposals; score all candidates; take the best. */
  prepare(): void;
  sample(): void;
  scoreProposals(): void;
  scoreUniform(): void;
  select(): void;
}

interface Exports extends Record<string, unknown> {
  padRows(from: number, to: number, rows: number, rowBytes: number, paddedRowBytes: number): void;
  packHeads(): void;
  sampleProposals(): void;
  scoreProposals(): void;
  scoreOwnUniform(): void;
  scoreSharedUniform(): void;
  selectBest(ownStride: number): void;
}

const PAGE_BYTES = 65_536;
let compiled: Promise<WebAssembly.Module> | undefined;

/** @throws WorkbenchError `unsupported` where WebAssembly lacks relaxed SIMD. */
export async function createKernel(sizes: Sizes): Promise<Kernel> {
  compiled ??= compile();
  const { regions, globals, constants, copies, byteLength } = layOut(sizes);
  const pages = Math.ceil(byteLength / PAGE_BYTES);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  const exports = new WebAssembly.Instance(await compiled, { env: { memory } }).exports as Exports;

  function view(name: string, dtype: 'float32' | 'int32'): TensorData {
    const { address, length } = regions[name]!;
    return dtype === 'int32'
      ? new Int32Array(memory.buffer, address, length)
      : new Float32Array(memory.buffer, address, length);
  }
  for (const [name, value] of Object.entries(globals)) (exports[name] as WebAssembly.Global).value = value;
  for (const [name, values] of Object.entries(constants)) view(name, 'int32').set(values);

  return {
    view,
    prepare() {
      for (const { from, to, rows, rowBytes, paddedRowBytes } of copies) {
        exports.padRows(from, to, rows, rowBytes, paddedRowBytes);
      }
      if (sizes.proposals > 0) exports.packHeads();
    },
    sample: exports.sampleProposals,
    scoreProposals: exports.scoreProposals,
    scoreUniform: sizes.ownUniform ? exports.scoreOwnUniform : exports.scoreSharedUniform,
    select: () => exports.selectBest(sizes.ownUniform ? sizes.uniforms * sizes.dimensions : 0),
  };
}

async function compile(): Promise<WebAssembly.Module> {
  const bytes = await readFile(new URL('../build/kernels.wasm', import.meta.url));
  return WebAssembly.compile(bytes).catch((cause: Error) => {
    throw new WorkbenchError(
      'unsupported',
      `Node ${process.version} cannot compile the fused kernel: ${cause.message}`,
      'Use Node 22 or later, as the npm scripts do.',
      { cause },
    );
  });
}
