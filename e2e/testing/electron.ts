import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication } from 'playwright-core';

const path = (relative: string) => fileURLToPath(new URL(`../../${relative}`, import.meta.url));

export const root = path('.');
export const program = path('main/window/build/main.cjs');
/** Folder of the runtime: `scripts/fetch-test-electron.mjs` prints it. */
export const runtime = process.env['AQL_TEST_ELECTRON'];
export const executable = runtime ? join(runtime, 'electron') : '';

/** Why there are no tests of the desktop window here; null if there are. */
export const noElectron = reason();

function reason(): string | null {
  if (process.platform !== 'linux') return 'only on Linux, under Xvfb';
  if (!runtime) return 'no runtime: set AQL_TEST_ELECTRON to what scripts/fetch-test-electron.mjs prints';
  if (!existsSync(executable)) return `no runtime at ${executable}`;
  if (!existsSync('/usr/bin/Xvfb')) return 'no Xvfb';
  return existsSync(program) ? null : 'the desktop window is not built';
}

/** As root Chromium's sandbox does not start, and graphics cards are rare where tests run. */
export const flags = ['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader'];

/** A screen that nobody sees. */
export async function startScreen(): Promise<{ display: string; process: ChildProcess }> {
  const screen = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x800x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = await new Promise<string>((resolve) => screen.stdio[3]!.once('data', (data) => resolve(String(data))));
  return { display: `:${number.trim()}`, process: screen };
}

/** What a desktop window is started with: its runs, its screen, and a Node for its lab where its own is too old. */
export function environment(display: string, dataFolder: string): Record<string, string> {
  return {
    ...(process.env as Record<string, string>),
    DISPLAY: display,
    AQL_WORKBENCH_DATA: dataFolder,
    AQL_WORKBENCH_NODE: process.execPath,
  };
}

const ATTEMPTS = 3;

/** On a busy machine Playwright at times misses that an app which it has reached is ready, and waits in vain. */
export async function launchElectron(
  executablePath: string,
  args: string[],
  env: Record<string, string>,
): Promise<ElectronApplication> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await _electron.launch({ executablePath, args: [...flags, ...args], env, timeout: 20_000 });
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
    }
  }
}
