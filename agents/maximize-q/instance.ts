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
