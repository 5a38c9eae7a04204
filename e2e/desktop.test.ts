import { execFileSync, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Output } from '../main/cli/output.ts';
import { startInDesktop } from '../main/cli/start-in-desktop.ts';
import { RunStore } from '../main/runs/run-store.ts';
import {
  environment,
  executable,
  flags,
  launchElectron,
  noElectron,
  program,
  root,
  runtime,
  startScreen,
} from './testing/electron.ts';
import { temporaryData } from './testing/workbench.ts';

describe.skipIf(noElectron)(`the desktop window${noElectron ? ` (${noElectron})` : ''}`, { timeout: 300_000 }, () => {
  const waiting = { timeout: 100_000 };
  const data = temporaryData();
  let screen: { display: string; process: ChildProcess };
  let app: ElectronApplication | null = null;

  beforeAll(async () => {
    screen = await startScreen();
    // As it was left the last time: small, because its scene is drawn by software.
    mkdirSync(join(data.folder, 'window'));
    const bounds = { x: 20, y: 30, width: 820, height: 580 };
    writeFileSync(join(data.folder, 'window', 'window.json'), JSON.stringify({ bounds, isMaximized: false }));
  });
  afterEach(() => close());
  afterAll(() => {
    screen.process.kill();
    data.remove();
  });

  async function close(): Promise<void> {
    await app?.close();
    app = null;
  }

  /** The newest run, as it is on the disk. */
  function newestRun() {
    const store = RunStore.open(data.folder);
    const [run] = store.list();
    store.close();
    return run;
  }

  async function open(executablePath: string, args: string[]): Promise<Page> {
    app = await launchElectron(executablePath, args, environment(screen.display, data.folder));
    const page = await app.firstWindow();
    page.setDefaultTimeout(waiting.timeout);
    await page.getByRole('heading', { name: 'first', exact: true }).waitFor();
    await page.getByText('training', { exact: true }).waitFor();
    await expect.poll(() => page.getByLabel('Watched episode').innerText(), waiting).toMatch(/Step\s+[1-9]/);
    return page;
  }

  it('opens on the first run, in training, and saves when it is closed', async () => {
    const page = await open(executable, [program]);
    expect(page.url()).toMatch(/^app:\/\/workbench\//);
    expect(await page.evaluate('[outerWidth, outerHeight]')).toEqual([820, 580]);

    // The page has no Node, no way out, and of the shell only a way to the lab.
    expect(await page.evaluate('[typeof require, typeof process, Object.keys(workbench).join()]')).toEqual([
      'undefined',
      'undefined',
      'requestPort',
    ]);
    expect(await page.evaluate("window.open('http://example.com') === null")).toBe(true);
    await page.evaluate("location.href = 'http://example.com'");
    expect(page.url()).toMatch(/^app:\/\/workbench\//);
    expect(await page.evaluate("fetch('http://example.com').then(() => 'fetched', () => 'refused')")).toBe('refused');

    await close();
    expect(newestRun()).toMatchObject({ name: 'first', status: 'stopped' });
  });

  it('is followed in the terminal that opened it, and Ctrl-C there closes it', async () => {
    const steps = newestRun()!.environmentSteps;
    // As root the runtime wants a flag more.
    const wrapper = join(data.folder, 'electron.sh');
    writeFileSync(wrapper, `#!/bin/sh\nexec ${executable} ${flags.join(' ')} "$@"\n`);
    chmodSync(wrapper, 0o755);
    let said = '';
    const sink = { write: (text: string) => (said += text) };
    process.env['DISPLAY'] = screen.display;
    const ended = startInDesktop(wrapper, data.folder, new Output(false, sink, sink));
    await expect.poll(() => said, waiting).toMatch(/so101-reach .* of 200,000 steps/);
    process.emit('SIGINT');
    expect(await ended).toBe(0);
    const run = newestRun()!;
    expect(run.status).toBe('stopped');
    expect(run.environmentSteps).toBeGreaterThan(steps);
  });

  it('works the same when it is packed', async () => {
    const env = { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: runtime };
    execFileSync(process.execPath, ['scripts/package.mjs', 'dir'], { cwd: root, env, stdio: 'pipe' });
    const packed = join(root, 'dist/linux-unpacked/aql-workbench');
    const page = await open(packed, []);
    expect(await app!.evaluate(({ app }) => app.isPackaged)).toBe(true);

    // The arm's host, its drivers and its twin are in the package too.
    await page.getByRole('navigation').getByRole('link', { name: 'Arm' }).click();
    await page.getByRole('button', { name: 'Start a virtual arm', exact: true }).click();
    await page.getByRole('button', { name: 'Calibrate', exact: true }).waitFor();
    await close();
    expect(newestRun()!.status).toBe('stopped');
  });
});
