import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';

const moduleUrl = (file: string) => new URL(file, import.meta.url).href;

/** A process whose work notices the abort, says so, and half a second later says that it is still there. */
function start(whenAborted: string) {
  const source = `
    import { interruptible } from '${moduleUrl('./interrupt.ts')}';
    import { Output } from '${moduleUrl('./output.ts')}';
    await interruptible(new Output(false), (signal) => new Promise((resolve) => {
      const alive = setInterval(() => {}, 1_000);
      signal.addEventListener('abort', () => { ${whenAborted} });
      console.log('ready');
    }));`;
  return spawn(process.execPath, ['--input-type=module', '-e', source], { stdio: ['ignore', 'pipe', 'ignore'] });
}

describe.skipIf(process.platform === 'win32')('Ctrl-C', () => {
  it('once lets the work end by itself, however often it was delivered', async () => {
    const child = start('setTimeout(() => { clearInterval(alive); resolve(); }, 100)');
    await once(child.stdout, 'data');
    child.kill('SIGINT');
    child.kill('SIGINT');
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('twice leaves at once', async () => {
    const child = start("setTimeout(() => console.log('still here'), 500)");
    await once(child.stdout, 'data');
    child.kill('SIGINT');
    await once(child.stdout, 'data');
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([130, null]);
  });
});
