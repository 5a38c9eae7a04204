import type { Port } from '../../contracts/port.ts';

/**
 * A port over a WebSocket: messages are bytes.
 * @throws Error if the server cannot be reached or refuses
 */
export function openWebSocketPort(url: string): Promise<Port> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url);
    socket.binaryType = 'arraybuffer';
    socket.addEventListener('open', () => resolve(portOf(socket)), { once: true });
    socket.addEventListener('close', () => reject(new Error(`Nobody answers at ${url}.`)), { once: true });
  });
}

function portOf(socket: WebSocket): Port {
  const early: unknown[] = [];
  let receive = (message: unknown): void => void early.push(message);
  socket.addEventListener('message', ({ data }) => receive(new Uint8Array(data as ArrayBuffer)));
  return {
    postMessage: (message) => socket.send(message as Uint8Array<ArrayBuffer>),
    onMessage(next) {
      receive = next;
      for (const message of early.splice(0)) next(message);
    },
    onClose: (closed) => socket.addEventListener('close', () => closed(), { once: true }),
    close: () => socket.close(),
  };
}
