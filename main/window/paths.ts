import { join } from 'node:path';
import { app } from 'electron';

/** This program is bundled into one file, `main/window/build/main.cjs`. */
const root = join(__dirname, '..', '..', '..');

export const PAGE_FOLDER = join(root, 'renderer', 'dist');
export const PRELOAD = join(__dirname, 'preload.cjs');

/** The lab's entry: the packed app holds it as JavaScript, the repository as it was written. */
export function labHost(): string {
  return join(root, 'main', 'host', app.isPackaged ? 'lab-host.js' : 'lab-host.ts');
}

/** Where runs are kept. */
export function dataFolder(): string {
  return process.env['AQL_WORKBENCH_DATA'] ?? app.getPath('userData');
}
