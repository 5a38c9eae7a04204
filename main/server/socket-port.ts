import type { WebSocket } from 'ws';
import type { Port } from '../../contracts/port.ts';

const GOING_AWAY = 1001;

/** The server's end of a window's WebSocket. Messages are bytes; text closes it. */
export function socketPort(socket: WebSocket): Port {
  socket.binaryType = 'nodebuffer';
  // What breaks the rules of WebSockets is followed by `close`.
  socket.on('error', () => {});
  return {
    postMessage: (message) => {
      if (socket.readyState === socket.OPEN) socket.send(message as Uint8Array);
    },
    onMessage: (receive) =>
      void socket.on('message', (data, isBinary) => (isBinary ? receive(Uint8Array.from(data as Buffer)) : refuse())),
    onClose: (closed) => void socket.once('close', closed),
    close: () => socket.close(GOING_AWAY, 'The other side has ended.'),
  };

  function refuse(): void {
    socket.close(1003, 'Messages are binary.');
  }
}
