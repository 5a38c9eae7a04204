import { connect, type Socket } from 'node:net';
import { WorkbenchError } from '../../../contracts/errors.ts';
import { type ByteLink, linkLost } from './byte-link.ts';
import { Closing } from './closing.ts';
import { watchWrite } from './write-deadline.ts';

const CONNECT_DEADLINE_ms = 3000;

/**
 * A bus behind a TCP port, such as that of a virtual arm or of a serial device server.
 * @param name as it was typed, `tcp://host:port`.
 * @param baud_bps what the far side drives its wire at; it cannot be set from here.
 * @throws WorkbenchError `no-answer` if nobody listens.
 */
export async function connectSocket(name: string, host: string, port: number, baud_bps: number): Promise<ByteLink> {
  const socket = connect({ host, port, noDelay: true });
  await new Promise<void>((resolve, reject) => {
    socket.setTimeout(CONNECT_DEADLINE_ms, () => socket.destroy(new Error('it does not answer')));
    socket.once('connect', resolve).once('error', (error) => reject(cannotConnect(name, error)));
  });
  socket.setTimeout(0);
  return socketLink(socket, name, baud_bps);
}

/** A link over an open socket. */
export function socketLink(socket: Socket, name: string, baud_bps: number): ByteLink {
  const closing = new Closing();
  socket.on('error', (error) => closing.close(linkLost(name, error.message, error)));
  socket.on('close', () => closing.close(linkLost(name, 'the other side closed it')));
  return {
    name,
    baud_bps,
    latency_ms: 20,
    write: (bytes) =>
      new Promise((resolve, reject) => {
        const taken = watchWrite(() => socket.destroy(new Error('it takes no bytes')));
        socket.write(bytes, (error) => {
          taken();
          if (error) reject(linkLost(name, error.message, error));
          else resolve();
        });
      }),
    onBytes: (receive) => socket.on('data', receive),
    onClosed: (closed) => closing.onClosed(closed),
    setBaud: () =>
      Promise.reject(
        new WorkbenchError(
          'unsupported',
          `The baud rate behind ${name} cannot be set from here.`,
          'Set it where the port is served.',
        ),
      ),
    close: () => {
      closing.close(null);
      return new Promise((resolve) => {
        if (socket.closed) resolve();
        else socket.once('close', () => resolve()).destroy();
      });
    },
  };
}

function cannotConnect(name: string, error: Error): WorkbenchError {
  return new WorkbenchError(
    'no-answer',
    `Cannot connect to ${name}: ${error.message}.`,
    'Check the address, and that the program behind it runs.',
    { cause: error },
  );
}
