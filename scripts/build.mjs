/**
 * `npm run build`: what cannot run as it stands. `node scripts/build.mjs [PART…]` builds some parts alone:
 * - `agents`: gradient definitions and SIMD kernels, into `agents/build/`;
 * - `page`: the window's page, into `renderer/dist/`;
 * - `desktop`: the program of the desktop window, into `main/window/build/`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parts } from './build/parts.mjs';

const builders = {
  agents: async () => {
    const [{ buildGradients }, { buildKernels }] = await Promise.all([
      import('./build/gradients.mjs'),
      import('./build/kernels.mjs'),
    ]);
    await Promise.all([buildGradients(), buildKernels()]);
  },
  page: async () => (await import('./build/page.mjs')).buildPage(),
  desktop: async () => (await import('./build/desktop.mjs')).buildDesktop(),
};

process.chdir(fileURLToPath(new URL('../', import.meta.url)));
const named = process.argv.slice(2);
for (const part of named.length > 0 ? named : Object.keys(parts)) {
  await builders[part]();
  // Its time of change is what the bootstrap compares with the sources.
  const { proof } = parts[part];
  mkdirSync(dirname(proof), { recursive: true });
  writeFileSync(proof, '');
}
