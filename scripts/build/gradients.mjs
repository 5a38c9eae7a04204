import { rolldown } from 'rolldown';

/** tfjs-core's gradient definitions, which its Node entry leaves out, as one file. */
export async function buildGradients() {
  const bundle = await rolldown({
    input: 'node_modules/@tensorflow/tfjs-core/dist/register_all_gradients.js',
    platform: 'neutral',
    external: ['seedrandom', 'long'],
    // The definitions reach the engine and the registry through globals, so a copy of the operations is harmless.
    treeshake: { moduleSideEffects: (id) => id.includes('register_all_gradients') },
  });
  await bundle.write({ file: 'agents/build/gradients.js', format: 'esm' });
  await bundle.close();
}
