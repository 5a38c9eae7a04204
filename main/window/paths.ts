import { join } from 'node:path';
import { app } from 'electron';

/** This program is bundled into one file, `main/window/build/main.cjs`. */
const root = join(__dirname, '..', '..', '..');

export const PAGE_FOLDER = join(root, 'renderer', 'dist');
export const PRELOAD = join(__dirname, 'preload.cjs');

/** Entries of the hosts. */
export const labHost = () => script(join('main', 'host', 'lab-host'));
export const armHost = () => script(join('main', 'arm', 'host', 'arm-host'));

/** The packed app holds it as JavaScript, the repository as it was written. */
function script(name: string): string {
  return join(root, name + (app.isPackaged ? '.js' : '.ts'));
}

/** Where runs are kept. */
export function dataFolder(): string {
  return process.env['AQL_WORKBENCH_DATA'] ?? app.getPath('userData');
}
