import asc from 'assemblyscript/asc';

/** The fused SIMD kernels, from AssemblyScript. */
export async function buildKernels() {
  const { error, stderr } = await asc.main(
    [
      'agents/maximize-q/kernel.as.ts',
      ...['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd,relaxed-simd,threads'],
      // The threads of a kernel have an instance each, on one memory. (Its size is the host's: 65,536 pages are the most.)
      ...['--importMemory', '--sharedMemory', '--maximumMemory', '65536'],
      // Vectors pass between the kernel's own files only.
      ...['--disableWarning', '112'],
      ...['-o', 'agents/build/kernels.wasm'],
    ],
    { stdout: process.stdout },
  );
  if (error) throw new Error(`The kernels did not compile:\n${stderr}`);
}
