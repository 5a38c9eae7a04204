import { createBirpc } from 'birpc';
import type { z } from 'zod';
import { WorkbenchError } from '../errors.ts';
import { labApi, type LabApi } from '../lab-api.ts';
import { parseConfig } from '../parse.ts';
import type { Port } from '../port.ts';
import type { StreamFrame } from '../stream.ts';
import { decodeMessage, encodeMessage } from './codec.ts';
import { messageToWindow, type MessageToLab, type MessageToWindow } from './messages.ts';

type Kind = StreamFrame['kind'];
type FrameOf<K extends Kind> = Extract<StreamFrame, { kind: K }>;
type Receive = (frame: StreamFrame) => void | Promise<void>;
type Answer = Extract<MessageToWindow, { t: 's' }>;

/** The lab at the other end of a port. */
export interface LabClient {
  /** Arguments and answers are checked; a call fails with the lab's error, or `cancelled` once the port is closed. */
  readonly lab: LabApi;
  /**
   * Frames of one kind, from now on. The next one comes when `receive` has dealt with this one, and is the latest then:
   * a window that waits for its next drawing gets no more than it draws. Rows of metrics and other news come all.
   * @returns ends it.
   */
  onFrame<K extends Kind>(kind: K, receive: (frame: FrameOf<K>) => void | Promise<void>): () => void;
  /** Called once, when the lab is gone or `close` was called. */
  onClose(closed: () => void): void;
  close(): void;
}

/** Speaks to the lab behind `port`, which is this client's alone. */
export function connectLab(port: Port): LabClient {
  const receivers = new Map<Kind, Set<Receive>>();
  const closedListeners: (() => void)[] = [];
  const post = (message: MessageToLab) => port.postMessage(encodeMessage(message));

  async function deliver({ key, frame }: Extract<MessageToWindow, { t: 'frame' }>): Promise<void> {
    const receiving = [...(receivers.get(frame.kind) ?? [])].map(async (receive) => receive(frame));
    await Promise.allSettled(receiving);
    if (!rpc.$closed) post({ t: 'receipt', key });
  }

  const rpc = createBirpc<Record<string, (...args: unknown[]) => unknown>, Record<string, never>, false>(
    {},
    {
      proxify: false,
      timeout: -1,
      post,
      on: (receiveAnswer) =>
        port.onMessage((bytes) => {
          const message = readMessage(bytes);
          if (!message) port.close();
          else if (message.t === 'frame') void deliver(message);
          else receiveAnswer(message);
        }),
      deserialize: ({ e, ...answer }: Answer) => ({ ...answer, ...(e && { e: WorkbenchError.fromData(e) }) }),
    },
  );

  async function call(name: keyof LabApi, given: readonly unknown[]): Promise<unknown> {
    if (rpc.$closed) throw disconnected();
    const schemas: { args: z.ZodType<unknown[]>; result: z.ZodType } = labApi[name];
    const args = parseConfig(schemas.args, given, `call of ${name}`);
    return parseConfig(schemas.result, await rpc.$call(name, ...args), `answer of ${name}`);
  }

  port.onClose(() => {
    rpc.$close(disconnected());
    for (const closed of closedListeners) closed();
  });

  const names = Object.keys(labApi) as (keyof LabApi)[];
  const lab = Object.fromEntries(names.map((name) => [name, (...given: unknown[]) => call(name, given)]));
  return {
    lab: lab as unknown as LabApi,
    onFrame(kind, receive) {
      const ofKind = receivers.get(kind) ?? new Set();
      receivers.set(kind, ofKind.add(receive as Receive));
      return () => ofKind.delete(receive as Receive);
    },
    onClose: (closed) => closedListeners.push(closed),
    close: () => port.close(),
  };
}

function readMessage(bytes: unknown): MessageToWindow | null {
  try {
    return messageToWindow.parse(decodeMessage(bytes));
  } catch {
    return null;
  }
}

function disconnected(): WorkbenchError {
  return new WorkbenchError('cancelled', 'The connection to the lab is closed.', 'Try again when it is connected.');
}
