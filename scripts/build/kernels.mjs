import asc from 'assemblyscript/asc';

/** The fused SIMD kernels, from AssemblyScript. */
export async function buildKernels() {
  const { error, stderr } = await asc.main(
    [
      'agents/maximize-q/kernel.as.ts',
      ...['-O3', '--noAssert', '--runtime', 'stub', '--importMemory', '--enable', 'simd,relaxed-simd'],
      // Vectors pass between the kernel's own files only.
      ...['--disableWarning', '112'],
      ...['-o', 'agents/build/kernels.wasm'],
    ],
    { stdout: process.stdout },
  );
  if (error) throw new Error(`The kernels did not compile:\n${stderr}`);
}
