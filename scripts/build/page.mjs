import { build } from 'vite';

/** The page of the window. */
export async function buildPage() {
  await build({ configFile: 'renderer/vite.config.ts', logLevel: 'warn' });
}
