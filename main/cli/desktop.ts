import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Output } from './output.ts';
import { DESKTOP_PROGRAM } from './window-files.ts';

const FETCH_WITHIN_MS = 180_000;

/**
 * The Electron executable, fetched if this is the first time.
 * @returns null where a desktop window cannot open; the output then says why.
 */
export async function findDesktop(output: Output): Promise<string | null> {
  const obstacle = noDesktop();
  if (obstacle !== null) {
    output.note(`${obstacle}: the window is served to a browser instead.`);
    return null;
  }
  const executable = runtime() ?? ((await fetchRuntime(output)) ? runtime() : null);
  if (executable === null) output.note('The desktop runtime is not there: the window is served to a browser instead.');
  return executable;
}

/** Why no desktop window can open here, whatever is installed. */
function noDesktop(): string | null {
  const { env, platform } = process;
  if (!existsSync(DESKTOP_PROGRAM)) return 'The desktop window is not built';
  if (platform === 'linux' && !env['DISPLAY'] && !env['WAYLAND_DISPLAY']) return 'There is no display';
  if (platform === 'darwin' && env['SSH_CONNECTION']) return 'There is no display';
  // Chromium's sandbox does not work for root, and nothing here is worth going without.
  if (platform === 'linux' && process.getuid?.() === 0) return 'A desktop window does not open for root';
  return null;
}

function runtime(): string | null {
  const folder = electronFolder();
  if (folder === null) return null;
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  try {
    const name = override ? 'electron' : readFileSync(join(folder, 'path.txt'), 'utf8');
    const executable = join(override ?? join(folder, 'dist'), name);
    return existsSync(executable) ? executable : null;
  } catch {
    return null;
  }
}

function electronFolder(): string | null {
  try {
    return dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  } catch {
    return null;
  }
}

/** Runs the installation script of the package, which is not run when the package is installed. */
async function fetchRuntime(output: Output): Promise<boolean> {
  const folder = electronFolder();
  if (folder === null) return false;
  output.note('Fetching the desktop runtime (only this once, about 120 MB) …');
  const child = spawn(process.execPath, [join(folder, 'install.js')], { stdio: 'ignore', timeout: FETCH_WITHIN_MS });
  return new Promise((resolve) => child.on('error', () => resolve(false)).on('exit', (code) => resolve(code === 0)));
}
