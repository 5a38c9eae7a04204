import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Port } from '../../contracts/port.ts';
import { decodeMessage, encodeMessage } from '../../contracts/rpc/codec.ts';
import type { MessageToLab, MessageToWindow } from '../../contracts/rpc/messages.ts';
import { labApi, type LabApi } from '../../contracts/lab-api.ts';
import type { StreamFrame } from '../../contracts/stream.ts';
import { backoff_ms } from './backoff.ts';
import { Connection } from './connection.ts';

/** The lab's end of a port: answers `runs` with none, and sends frames. */
class LabEnd implements Port {
  readonly receipts: string[] = [];
  #receive: (message: unknown) => void = () => {};
  #closed = (): void => {};

  postMessage(bytes: unknown): void {
    const message = decodeMessage(bytes) as MessageToLab;
    if (message.t === 'receipt') this.receipts.push(message.key);
    else if (message.i !== undefined) this.#tell({ t: 's', i: message.i, r: [] });
  }

  onMessage(receive: (message: unknown) => void): void {
    this.#receive = receive;
  }

  onClose(closed: () => void): void {
    this.#closed = closed;
  }

  close(): void {
    this.#closed();
  }

  send(frame: StreamFrame): void {
    this.#tell({ t: 'frame', key: frame.kind, frame });
  }

  #tell(message: MessageToWindow): void {
    this.#receive(encodeMessage(message));
  }
}

const connectionTo = (openPort: () => Promise<Port>) =>
  new Connection<LabApi, StreamFrame>({ title: 'the lab', schemas: labApi }, openPort);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const changed: StreamFrame = { kind: 'runs-changed' };

it('waits longer before each attempt, up to a bound', () => {
  expect([1, 2, 3, 4, 5, 6, 60].map(backoff_ms)).toEqual([250, 500, 1_000, 2_000, 4_000, 4_000, 4_000]);
});

describe('a connection', () => {
  it('fails calls while no lab is there, and says so', async () => {
    const connection = connectionTo(() => Promise.reject(new Error('nobody')));
    await expect(connection.api.runs()).rejects.toMatchObject({
      code: 'cancelled',
      message: expect.stringContaining('not connected'),
    });
    await connection.open();
    expect(connection.state.value).toEqual({ phase: 'lost', attempt: 1 });
    await vi.advanceTimersByTimeAsync(backoff_ms(1));
    expect(connection.state.value).toEqual({ phase: 'lost', attempt: 2 });
  });

  it('keeps its subscriptions when the lab comes back, and tells that it did', async () => {
    const ends = [new LabEnd(), new LabEnd()];
    let opened = 0;
    const connection = connectionTo(() => Promise.resolve(ends[opened++]!));
    const frames: StreamFrame[] = [];
    const end = connection.subscribe('runs-changed', (frame) => void frames.push(frame));
    const told = vi.fn<() => void>();
    connection.onConnected(told);

    await connection.open();
    expect(await connection.api.runs()).toEqual([]);
    ends[0]!.send(changed);
    ends[0]!.close();
    expect(connection.state.value.phase).toBe('lost');

    await vi.advanceTimersByTimeAsync(backoff_ms(1));
    expect(connection.state.value.phase).toBe('connected');
    expect(told).toHaveBeenCalledTimes(2);
    ends[1]!.send(changed);
    expect(frames).toEqual([changed, changed]);

    end();
    ends[1]!.send(changed);
    expect(frames).toHaveLength(2);
  });

  it('acknowledges a frame once it has been drawn', async () => {
    const lab = new LabEnd();
    const connection = connectionTo(() => Promise.resolve(lab));
    await connection.open();
    let drawn = (): void => {};
    connection.subscribe('runs-changed', () => new Promise((resolve) => (drawn = resolve)));
    lab.send(changed);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(lab.receipts).toEqual([]);
    drawn();
    await vi.advanceTimersByTimeAsync(0);
    expect(lab.receipts).toEqual(['runs-changed']);
  });
});
