import { readFile } from 'node:fs/promises';
import { WorkbenchError } from '../../contracts/errors.ts';

const compiled = new Map<string, Promise<WebAssembly.Module>>();

/**
 * A module that `scripts/build` made from AssemblyScript.
 *
 * @throws WorkbenchError `unsupported` where WebAssembly lacks relaxed SIMD.
 */
export function wasmModule(name: string): Promise<WebAssembly.Module> {
  if (!compiled.has(name)) compiled.set(name, compile(name));
  return compiled.get(name)!;
}

async function compile(name: string): Promise<WebAssembly.Module> {
  const bytes = await readFile(new URL(`../build/${name}.wasm`, import.meta.url));
  return WebAssembly.compile(bytes).catch((cause: Error) => {
    throw new WorkbenchError(
      'unsupported',
      `Node ${process.version} cannot compile the kernel ${name}: ${cause.message}`,
      'Use Node 22 or later, as the npm scripts do.',
      { cause },
    );
  });
}
