/**
 * Builds what Node cannot run as it stands, into `agents/build/`:
 * - `gradients.js`: tfjs-core's gradient definitions, which its Node entry leaves out, as one file;
 * - `kernels.wasm`: the fused SIMD kernels, from AssemblyScript.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const root = new URL('../', import.meta.url);
const path = (relative) => fileURLToPath(new URL(relative, root));

async function bundleGradients() {
  const bundle = await rolldown({
    input: path('node_modules/@tensorflow/tfjs-core/dist/register_all_gradients.js'),
    platform: 'neutral',
    external: ['seedrandom', 'long'],
    // The definitions reach the engine and the registry through globals, so a copy of the operations is harmless.
    treeshake: { moduleSideEffects: (id) => id.includes('register_all_gradients') },
  });
  await bundle.write({ file: path('agents/build/gradients.js'), format: 'esm' });
  await bundle.close();
}

async function buildKernels() {
  const source = 'agents/maximize-q/kernel.as.ts';
  if (!existsSync(path(source))) return;
  const asc = await import('assemblyscript/asc');
  const { error, stderr } = await asc.main(
    [
      source,
      ...['-O3', '--noAssert', '--runtime', 'stub', '--importMemory', '--enable', 'simd,relaxed-simd'],
      // Vectors pass between the kernel's own files only.
      ...['--disableWarning', '112'],
      ...['-o', 'agents/build/kernels.wasm'],
    ],
    { stdout: process.stdout },
  );
  if (error) throw new Error(`The kernels did not compile:\n${stderr}`);
}

process.chdir(path('.'));
await Promise.all([bundleGradients(), buildKernels()]);
// Its time of change is what the bootstrap compares with the sources.
writeFileSync('agents/build/.complete', '');
