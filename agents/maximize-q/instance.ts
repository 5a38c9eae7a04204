import { readFile } from 'node:fs/promises';
import { WorkbenchError } from '../../contracts/errors.ts';

/** What a kernel's instances are made of; crosses to other threads. */
export interface KernelParts {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
}

/** The kernel as one thread sees it (`kernel.as.ts`). */
export interface Instance {
  padRows(from: number, to: number, rows: number, rowBytes: number, paddedRowBytes: number): void;
  prepare(): void;
  search(first: number, end: number): void;
  /** The stages of a search. */
  sample(first: number, end: number): void;
  score(first: number, end: number): void;
  select(first: number, end: number): void;
}

/** @param globals one thread's, of `layout.ts` */
export function instantiate({ module, memory }: KernelParts, globals: Readonly<Record<string, number>>): Instance {
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  for (const [name, value] of Object.entries(globals)) (exports[name] as WebAssembly.Global).value = value;
  return exports as unknown as Instance;
}

let compiled: Promise<WebAssembly.Module> | undefined;

/** @throws WorkbenchError `unsupported` where WebAssembly lacks relaxed SIMD. */
export function kernelModule(): Promise<WebAssembly.Module> {
  return (compiled ??= compile());
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
