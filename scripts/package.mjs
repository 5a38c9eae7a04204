/**
 * `npm run package [TARGET…]`: the app for this system into `dist/`, by default as a folder and as a tar.gz. Other
 * targets of electron-builder (AppImage, deb, nsis, dmg, …) fetch their tools from the network first.
 *
 * Electron's runtime is fetched as well, unless ELECTRON_OVERRIDE_DIST_PATH names a folder that holds one.
 */
import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, Platform } from 'electron-builder';
import { transpile } from './build/transpile.mjs';

const STAGED = 'dist/staged';
process.chdir(fileURLToPath(new URL('../', import.meta.url)));

rmSync('dist', { recursive: true, force: true });
transpile(['contracts', 'sims', 'agents', 'main'], STAGED);
cpSync('renderer/dist', join(STAGED, 'renderer/dist'), { recursive: true });

const targets = process.argv.slice(2);
try {
  await build({
    targets: Platform.current().createTarget(targets.length > 0 ? targets : ['dir', 'tar.gz']),
    config: { ...runtime(), extraMetadata: { main: 'main/window/build/main.cjs' } },
    publish: 'never',
  });
} catch (error) {
  console.error(`\nPackaging failed: ${error.message}`);
  if (/ENOTFOUND|EAI_AGAIN|ECONN|ETIMEDOUT|cannot resolve|getaddrinfo|download/i.test(error.message))
    console.error(
      "It needs the network: for Electron's runtime (unless ELECTRON_OVERRIDE_DIST_PATH names a folder that holds one), " +
        'and for the tools of some targets. `npm run package -- dir` needs the fewest.',
    );
  process.exitCode = 1;
}
/** The runtime in the folder that the environment names, without the app that it may hold. */
function runtime() {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (!folder) return {};
  const electronDist = join(process.cwd(), 'dist', 'electron');
  cpSync(folder, electronDist, { recursive: true, filter: (path) => path !== join(folder, 'resources', 'app') });
  return { electronDist, electronVersion: readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, '') };
}
