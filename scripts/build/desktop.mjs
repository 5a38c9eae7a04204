import { rolldown } from 'rolldown';

/** The program of the desktop window and its preload script: CommonJS, which a sandboxed preload must be. */
export async function buildDesktop() {
  await Promise.all([
    bundle('main/window/index.ts', 'main/window/build/main.cjs'),
    bundle('main/window/preload.ts', 'main/window/build/preload.cjs'),
  ]);
}

async function bundle(input, file) {
  const bundle = await rolldown({
    input,
    platform: 'node',
    external: ['electron'],
    logLevel: 'warn',
    // What every Electron with utility processes understands.
    transform: { target: 'node16' },
  });
  await bundle.write({ file, format: 'cjs' });
  await bundle.close();
}
