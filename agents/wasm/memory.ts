const PAGE_BYTES = 65_536;

/** Memory of at least so many bytes, which threads can share and whose views stay valid: it never grows. */
export function allocateMemory(byteLength: number): WebAssembly.Memory {
  const pages = Math.ceil(byteLength / PAGE_BYTES);
  return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
}
