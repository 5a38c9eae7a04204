import type { Port } from '../../contracts/port.ts';

/** What the preload script puts into the window of the desktop app: asks the shell for a port to the lab. */
export interface Shell {
  /** The port then arrives as a message of this window, whose data is `lab-port`. */
  requestPort(): void;
}

/** A port of the desktop app: Electron's MessagePort. */
export function openMessagePort(shell: Shell): Promise<Port> {
  return new Promise((resolve) => {
    const receive = ({ source, data, ports: [port] }: MessageEvent): void => {
      if (source !== window || data !== 'lab-port' || !port) return;
      removeEventListener('message', receive);
      resolve(portOf(port));
    };
    addEventListener('message', receive);
    shell.requestPort();
  });
}

function portOf(port: MessagePort): Port {
  return {
    postMessage: (message) => port.postMessage(message),
    onMessage(receive) {
      port.addEventListener('message', ({ data }) => receive(data));
      // Until now it has kept what came.
      port.start();
    },
    onClose: (closed) => port.addEventListener('close', () => closed(), { once: true }),
    close: () => port.close(),
  };
}
