import { createBirpc } from 'birpc';
import type { z } from 'zod';
import { WorkbenchError } from '../errors.ts';
import { parseConfig } from '../parse.ts';
import type { Port } from '../port.ts';
import { decodeMessage, encodeMessage } from './codec.ts';
import { messageToWindow, type HostFrame, type MessageToLab, type MessageToWindow } from './messages.ts';

type Receive = (frame: HostFrame) => void | Promise<void>;
type Answer = Extract<MessageToWindow, { t: 's' }>;

/** The schemas of a host's methods, by name. */
export type ApiSchemas = Readonly<Record<string, { readonly args: z.ZodTuple; readonly result: z.ZodType }>>;

/** A host at the other end of a port. @template Frame the frames that it sends */
export interface Client<Api, Frame extends HostFrame> {
  /** Arguments and answers are checked; a call fails with the host's error, or `cancelled` once the port is closed. */
  readonly api: Api;
  /**
   * Frames of one kind, from now on. The next one comes when `receive` has dealt with this one, and is the latest then:
   * a window that waits for its next drawing gets no more than it draws. Rows of metrics and other news come all.
   * @returns ends it.
   */
  onFrame<K extends Frame['kind']>(
    kind: K,
    receive: (frame: Extract<Frame, { kind: K }>) => void | Promise<void>,
  ): () => void;
  /** Called once, when the host is gone or `close` was called. */
  onClose(closed: () => void): void;
  close(): void;
}

/** Speaks to the host behind `port`, which is this client's alone. @param what the host, as a person knows it: "the lab" */
export function connectApi<Api, Frame extends HostFrame>(
  port: Port,
  schemas: ApiSchemas,
  what: string,
): Client<Api, Frame> {
  const receivers = new Map<string, Set<Receive>>();
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

  async function call(name: string, given: readonly unknown[]): Promise<unknown> {
    if (rpc.$closed) throw disconnected(what);
    const { args, result } = schemas[name]!;
    const checked = parseConfig(args, given, `call of ${name}`);
    return parseConfig(result, await rpc.$call(name, ...checked), `answer of ${name}`);
  }

  port.onClose(() => {
    rpc.$close(disconnected(what));
    for (const closed of closedListeners) closed();
  });

  const methods = Object.keys(schemas).map((name) => [name, (...given: unknown[]) => call(name, given)]);
  return {
    api: Object.fromEntries(methods) as Api,
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

function disconnected(what: string): WorkbenchError {
  return new WorkbenchError('cancelled', `The connection to ${what} is closed.`, 'Try again when it is connected.');
}
