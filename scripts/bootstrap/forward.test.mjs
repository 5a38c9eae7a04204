import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';

const forwardUrl = new URL('./forward.mjs', import.meta.url).href;

/** Runs `source` as the child of a process that forwards to it. */
function start(source) {
  const parent = `import { forward } from '${forwardUrl}';
    process.exitCode = await forward(process.execPath, ['-e', ${JSON.stringify(source)}]);`;
  return spawn(process.execPath, ['--input-type=module', '-e', parent], { stdio: ['ignore', 'pipe', 'inherit'] });
}

describe('forward', () => {
  it('exits as the child did', async () => {
    expect(await once(start('process.exit(3)'), 'exit')).toEqual([3, null]);
  });

  it.skipIf(process.platform === 'win32')('tells of a child that a signal ended, as shells do', async () => {
    expect(await once(start("process.kill(process.pid, 'SIGKILL')"), 'exit')).toEqual([137, null]);
  });

  it.skipIf(process.platform === 'win32')('passes a signal on once, and waits for the child', async () => {
    const parent = start(`
      let count = 0;
      process.on('SIGINT', () => {
        if (++count === 1) setTimeout(() => process.exit(count), 100);
      });
      console.log('ready');
      setInterval(() => {}, 1000);
    `);
    await once(parent.stdout, 'data');
    parent.kill('SIGINT');
    parent.kill('SIGINT');
    expect(await once(parent, 'exit')).toEqual([1, null]);
  });
});
