import { createBirpc } from 'birpc';
import { WorkbenchError } from '../../contracts/errors.ts';
import { labApi, type LabApi } from '../../contracts/lab-api.ts';
import { parseConfig } from '../../contracts/parse.ts';
import type { Port } from '../../contracts/port.ts';
import { decodeMessage, encodeMessage } from '../../contracts/rpc/codec.ts';
import type { ApiSchemas } from '../../contracts/rpc/client.ts';
import { LIMITS_TO_LAB, messageToLab, type HostFrame, type MessageToWindow } from '../../contracts/rpc/messages.ts';
import type { StreamFrame } from '../../contracts/stream.ts';
import { FrameGate } from './frame-gate.ts';

/** The lab as one window has it. */
export interface LabSession extends LabApi {
  /**
   * Where this window's frames go. `send` never blocks, keeps no more than the latest of each kind and all news, and
   * settles when the window has dealt with the frame.
   */
  subscribe(send: (frame: StreamFrame) => Promise<void>): void;
  /** The window is gone. */
  close(): void;
}

/** Serves a session of the lab to the window behind `port`, until the port closes. */
export function serveLab(port: Port, session: LabSession): void {
  serveApi(port, labApi, session);
}

/** What every host's session has besides its methods. @template Frame the frames that it sends */
export interface Session<Frame extends HostFrame> {
  subscribe(send: (frame: Frame) => Promise<void>): void;
  close(): void;
}

/**
 * Serves a session to the window behind `port`, until the port closes. Nothing that the window sends can throw here:
 * what is no message closes the port, a bad question is answered with an error.
 * @param session has a method for each of `schemas`
 */
export function serveApi<Frame extends HostFrame>(port: Port, schemas: ApiSchemas, session: Session<Frame>): void {
  const post = (message: MessageToWindow) => port.postMessage(encodeMessage(message));
  const gate = new FrameGate((key, frame) => post({ t: 'frame', key, frame }));

  createBirpc<Record<string, never>, Record<string, never>, false>(
    {},
    {
      proxify: false,
      post,
      on: (receiveQuestion) =>
        port.onMessage((bytes) => {
          const message = readMessage(bytes);
          if (!message) port.close();
          else if (message.t === 'receipt') gate.received(message.key);
          else receiveQuestion(message);
        }),
      serialize: (answer) => ('e' in answer ? { ...answer, e: WorkbenchError.from(answer.e).toData() } : answer),
      resolver: (name) => method(schemas, session, name),
      onGeneralError: () => {
        port.close();
        return true;
      },
    },
  );
  session.subscribe((frame) => gate.send(frame));
  port.onClose(() => session.close());
}

function readMessage(bytes: unknown) {
  try {
    return messageToLab.parse(decodeMessage(bytes, LIMITS_TO_LAB));
  } catch {
    return null;
  }
}

/** One method of the session, its arguments and answer checked. */
function method(schemas: ApiSchemas, session: object, name: string): (...given: unknown[]) => Promise<unknown> {
  if (!Object.hasOwn(schemas, name))
    return async () => {
      throw new WorkbenchError('unknown-name', `There is no method "${name}".`, 'Reload the window.');
    };
  const { args, result } = schemas[name]!;
  const methods = session as Readonly<Record<string, (...given: unknown[]) => Promise<unknown>>>;
  return async (...given) => {
    const checked = parseConfig(args, given, `call of ${name}`);
    return parseConfig(result, await methods[name]!(...checked), `answer of ${name}`);
  };
}
