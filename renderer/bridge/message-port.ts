import type { HostName } from '../../contracts/hosts.ts';
import type { Port } from '../../contracts/port.ts';

/** What the preload script puts into the window of the desktop app: asks the shell for a port to a host. */
export interface Shell {
  /** The port then arrives as a message of this window, whose data is the host's name and `-port`. */
  requestPort(host: HostName): void;
}

/** A port of the desktop app, as Electron gives it. */
export function requestMessagePort(shell: Shell, host: HostName): Promise<MessagePort> {
  return new Promise((resolve) => {
    const receive = ({ source, data, ports: [port] }: MessageEvent): void => {
      if (source !== window || data !== `${host}-port` || !port) return;
      removeEventListener('message', receive);
      resolve(port);
    };
    addEventListener('message', receive);
    shell.requestPort(host);
  });
}

export function portOf(port: MessagePort): Port {
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
