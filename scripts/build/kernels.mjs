import asc from 'assemblyscript/asc';

/** The kernels, each a module of its own. */
const kernels = ['maximize-q', 'adam'];

/** The SIMD kernels, from AssemblyScript. */
export async function buildKernels() {
  for (const name of kernels) {
    const { error, stderr } = await asc.main(
      [
        `agents/${name}/kernel.as.ts`,
        ...['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd,relaxed-simd,threads'],
        // The threads of a kernel have an instance each, on one memory. (Its size is the host's: 65,536 pages are the most.)
        ...['--importMemory', '--sharedMemory', '--maximumMemory', '65536'],
        // Vectors pass between the kernel's own files only.
        ...['--disableWarning', '112'],
        ...['-o', `agents/build/${name}.wasm`],
      ],
      { stdout: process.stdout },
    );
    if (error) throw new Error(`The kernel ${name} did not compile:\n${stderr}`);
  }
}
