import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const path = (relative: string) => fileURLToPath(new URL(`../../${relative}`, import.meta.url));

/** The built page, for browsers and the desktop window alike. */
export const PAGE_FOLDER = path('renderer/dist');
/** The program of the desktop window. */
export const DESKTOP_PROGRAM = path('main/window/build/main.cjs');
/** What is started as the lab and as the arm's host. */
export const LAB_HOST = path('main/host/lab-host.ts');
export const ARM_HOST = path('main/arm/host/arm-host.ts');
/** This command line. */
export const CLI = path('main/cli/index.ts');

export function isWindowBuilt(): boolean {
  return existsSync(`${PAGE_FOLDER}/index.html`);
}
