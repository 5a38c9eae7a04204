import type { HostName } from '../../contracts/hosts.ts';
import type { Port } from '../../contracts/port.ts';
import { openMessagePort, type Shell } from './message-port.ts';
import { openWebSocketPort } from './web-socket-port.ts';

declare global {
  interface Window {
    /** Present in the desktop app alone. */
    readonly workbench?: Shell;
  }
}

/** The way to a host: through the shell in the desktop app, else by a WebSocket to the server of this page. */
export function openPort(host: HostName): Promise<Port> {
  if (window.workbench) return openMessagePort(window.workbench, host);
  const url = new URL(host, location.href);
  url.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
  url.hash = '';
  return openWebSocketPort(url.href);
}
