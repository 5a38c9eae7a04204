import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WorkbenchError } from '../../contracts/errors.ts';
import { connectLab } from '../../contracts/rpc/lab-client.ts';
import { encodeMessage } from '../../contracts/rpc/codec.ts';
import type { RunFrame, WatchFrame } from '../../contracts/stream.ts';
import { portPair } from './port-pair.ts';
import { serveLab, type LabSession } from './rpc.ts';
import { fakeSession } from './testing/fake-session.ts';

function connect(methods: Partial<LabSession> = {}) {
  const [window, host] = portPair();
  const { session, state } = fakeSession(methods);
  serveLab(host, session);
  return { window, client: connectLab(window), state };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('questions and answers', () => {
  it('pass arguments and answers, binary ones too', async () => {
    const exported: string[] = [];
    const { client } = connect({
      metricNames: async (run) => [run, 'q'],
      exportPolicy: async (run) => Uint8Array.from([exported.push(run), 2, 3]),
      pause: async () => undefined,
    });
    expect(await client.lab.metricNames('a')).toEqual(['a', 'q']);
    expect(await client.lab.exportPolicy('b')).toEqual(Uint8Array.from([1, 2, 3]));
    expect(await client.lab.pause('c')).toBeUndefined();
    expect(exported).toEqual(['b']);
  });

  it('errors keep their code and remedy', async () => {
    const refuse = async () => Promise.reject(new WorkbenchError('busy', 'Run x trains.', 'Stop it.'));
    const { client } = connect({ create: refuse });
    const error = await client.lab.create({ task: 'cartpole' }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(WorkbenchError);
    expect(error).toMatchObject({ code: 'busy', message: 'Run x trains.', remedy: 'Stop it.' });
  });

  it('name the offending value on the side where it arises', async () => {
    const { client, window } = connect({ metricNames: (async () => [7]) as never });
    await expect(client.lab.rename('run', 5 as never)).rejects.toThrow(/call of rename.*given: 5/);
    await expect(client.lab.metricNames('run')).rejects.toThrow(/answer of metricNames.*given: 7/);
    // One who does not check before he asks is answered the same.
    const answered = new Promise((resolve) => window.onMessage(resolve));
    window.postMessage(encodeMessage({ t: 'q', i: '1', m: 'rename', a: ['run', 5] }));
    expect(Buffer.from((await answered) as Uint8Array).toString()).toMatch(/call of rename.*given: 5/);
  });

  it('do not reach what is no method of the lab', async () => {
    const { window, state } = connect();
    for (const name of ['close', 'subscribe', 'constructor', '__proto__', 'toString']) {
      const answered = new Promise((resolve) => window.onMessage(resolve));
      window.postMessage(encodeMessage({ t: 'q', i: name, m: name, a: [] }));
      expect(Buffer.from((await answered) as Uint8Array).toString()).toContain('no method');
    }
    expect(state.closed).toBe(false);
  });

  it('fail when the port closes, and afterwards', async () => {
    const { client, state } = connect({ runs: () => new Promise(() => {}) });
    const pending = client.lab.runs();
    client.close();
    await expect(pending).rejects.toMatchObject({ code: 'cancelled' });
    await expect(client.lab.runs()).rejects.toMatchObject({ code: 'cancelled' });
    expect(state.closed).toBe(true);
  });
});

describe('frames', () => {
  const watch = (step: number) => ({ kind: 'watch', step }) as WatchFrame;

  it('come one at a time, then the latest', async () => {
    const { client, state } = connect();
    const seen: number[] = [];
    let drawn = () => {};
    client.onFrame('watch', ({ step }) => {
      seen.push(step);
      return new Promise((resolve) => (drawn = resolve));
    });
    for (const step of [1, 2, 3]) state.send(watch(step));
    await settled();
    expect(seen).toEqual([1]);
    drawn();
    await settled();
    expect(seen).toEqual([1, 3]);
  });

  it('of different kinds, runs and events do not wait for each other', async () => {
    const { client, state } = connect();
    const seen: string[] = [];
    client.onFrame('watch', () => new Promise(() => {}));
    client.onFrame('run', ({ run, event }) => void seen.push(`${run} ${event.type}`));
    state.send(watch(1));
    const progress = (run: string) => ({ kind: 'run', run, event: { type: 'progress' } }) as RunFrame;
    state.send(progress('a'));
    state.send(progress('b'));
    state.send({ kind: 'run', run: 'a', event: { type: 'warning', message: 'hot' } });
    await settled();
    expect(seen).toEqual(['a progress', 'b progress', 'a warning']);
  });

  it('that are news come all, in order, but for the oldest of very many', async () => {
    const { client, state } = connect();
    const seen: string[] = [];
    const warn = (message: string) => state.send({ kind: 'run', run: 'a', event: { type: 'warning', message } });
    for (let count = 0; count <= 1_005; count++) warn(`${count}`);
    client.onFrame('run', ({ event }) => void seen.push(event.type === 'warning' ? event.message : ''));
    await expect.poll(() => seen.at(-1)).toBe('1005');
    expect(seen.slice(0, 3)).toEqual(['0', '6', '7']);
  });

  it('tell their sender when they were dealt with, or dropped for later ones', async () => {
    const { client, state } = connect();
    let drawn = (): void => {};
    client.onFrame('watch', () => new Promise((resolve) => (drawn = resolve)));
    const dealt: number[] = [];
    for (const step of [1, 2, 3]) void state.send(watch(step)).then(() => dealt.push(step));
    await settled();
    expect(dealt).toEqual([2]);
    for (const expected of [
      [2, 1],
      [2, 1, 3],
    ]) {
      drawn();
      await settled();
      expect(dealt).toEqual(expected);
    }
  });

  it('are dealt with where nobody listens, or a listener fails', async () => {
    const { client, state } = connect();
    state.send(watch(1));
    await settled();
    const seen: number[] = [];
    client.onFrame('watch', ({ step }) => {
      seen.push(step);
      throw new Error('drawing failed');
    });
    state.send(watch(2));
    await settled();
    state.send(watch(3));
    await settled();
    expect(seen).toEqual([2, 3]);
  });
});

describe('hostile bytes', () => {
  it('close the port, and nothing else', async () => {
    const anything = fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.anything().map(pack));
    await fc.assert(
      fc.asyncProperty(anything, async (bytes) => {
        const { window, state } = connect({ runs: async () => [] });
        window.postMessage(bytes);
        await settled();
        expect(state.closed).toBe(true);
      }),
    );
  });

  it.each([
    ['text', 'hello'],
    ['an array longer than its message', Uint8Array.from([0xdd, 0xff, 0xff, 0xff, 0xff])],
    ['too long a message', new Uint8Array(100_000)],
    ['a typed array of no kind', Uint8Array.from([0xc7, 1, 1, 99])],
  ])('%s closes the port', async (_, bytes) => {
    const { window, state } = connect();
    window.postMessage(bytes);
    await settled();
    expect(state.closed).toBe(true);
  });
});

function pack(value: unknown): unknown {
  try {
    return encodeMessage(value);
  } catch {
    return value;
  }
}
