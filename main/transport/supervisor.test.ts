import { fileURLToPath } from 'node:url';
import { afterEach, expect, it, vi } from 'vitest';
import type { Port } from '../../contracts/port.ts';
import { launchNode } from './launch-host.ts';
import { restartPause_ms } from './restart-pause.ts';
import { Supervisor } from './supervisor.ts';

const file = fileURLToPath(new URL('./testing/toy-host.ts', import.meta.url));
let supervisor: Supervisor;
afterEach(() => supervisor.end());

/** Starts the toy host; `events` tells of each start. */
function supervise() {
  const events: string[] = [];
  let tell = () => {};
  const note = (event: string) => {
    events.push(event);
    tell();
  };
  supervisor = new Supervisor((crash) => launchNode({ file, settings: { crash } }, process.execPath), {
    started: (crash) => note(`started after ${crash}`),
    gaveUp: (crash) => note(`gave up after ${crash}`),
  });
  supervisor.start();
  return {
    events,
    until: (count: number) =>
      new Promise<void>((resolve) => {
        tell = () => events.length >= count && resolve();
        tell();
      }),
  };
}

const ask = (port: Port, message: unknown) =>
  new Promise<{ message: unknown; pid: number; settings: object }>((resolve) => {
    port.onMessage((answer) => resolve(answer as never));
    port.postMessage(message);
  });

it('serves many ports, each on its own', async () => {
  supervise();
  const [first, second] = [supervisor.connect()!, supervisor.connect()!];
  const bytes = new Float32Array([1.5, 2.5]);
  const answers = await Promise.all([ask(first, 'one'), ask(second, bytes)]);
  expect(answers.map(({ message }) => message)).toEqual(['one', bytes]);
  first.close();
  expect(await ask(second, 'still here')).toMatchObject({ message: 'still here', pid: answers[0]!.pid });
});

it('starts a crashed host again and tells it why; closes the ports of the old one', async () => {
  const { events, until } = supervise();
  const port = supervisor.connect()!;
  const { pid } = await ask(port, 'hello');
  const closed = new Promise<void>((resolve) => port.onClose(resolve));
  process.kill(pid, 'SIGKILL');
  await closed;
  expect(supervisor.connect()).toBeNull();
  await until(2);
  expect(events).toEqual(['started after null', 'started after signal SIGKILL']);
  const second = await ask(supervisor.connect()!, 'hello');
  expect(second.pid).not.toBe(pid);
  expect(second.settings).toEqual({ crash: 'signal SIGKILL' });
});

it('gives up after three restarts within a minute, until it is started afresh', () => {
  expect(restartPause_ms([0])).toBe(500);
  expect(restartPause_ms([0, 10_000])).toBe(1_000);
  expect(restartPause_ms([0, 10_000, 20_000])).toBe(2_000);
  expect(restartPause_ms([0, 10_000, 20_000, 30_000])).toBeNull();
  expect(restartPause_ms([0, 10_000, 20_000, 75_000])).toBe(1_000);
});

it('kills a host that no longer answers', async () => {
  vi.useFakeTimers({ toFake: ['setInterval'] });
  const { events, until } = supervise();
  const { pid } = await ask(supervisor.connect()!, 'hello');
  vi.advanceTimersByTime(60_000);
  vi.useRealTimers();
  await until(2);
  expect(events[1]).toBe('started after it no longer answered');
  expect((await ask(supervisor.connect()!, 'hello')).pid).not.toBe(pid);
});
