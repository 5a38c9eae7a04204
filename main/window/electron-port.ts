import type { MessagePortMain } from 'electron';
import type { Port } from '../../contracts/port.ts';

/** Electron's MessagePort in the main process. */
export function electronPort(port: MessagePortMain): Port {
  return {
    postMessage: (message) => port.postMessage(message),
    onMessage(receive) {
      port.on('message', ({ data }) => receive(data));
      port.start();
    },
    onClose: (closed) => void port.once('close', closed),
    close: () => port.close(),
  };
}
