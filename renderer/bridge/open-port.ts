import type { HostName } from '../../contracts/hosts.ts';
import type { Port } from '../../contracts/port.ts';
import { portOf, requestMessagePort, type Shell } from './message-port.ts';
import { openWebSocketPort } from './web-socket-port.ts';

declare global {
  interface Window {
    /** Present in the desktop app alone. */
    readonly workbench?: Shell;
  }
}

/** The way to a host: through the shell in the desktop app, else by a WebSocket to the server of this page. */
export async function openPort(host: HostName): Promise<Port> {
  if (window.workbench) return portOf(await requestMessagePort(window.workbench, host));
  return openWebSocketPort(socketUrl(host));
}

/** Where the server of this page has a host's WebSocket. */
export function socketUrl(host: HostName): string {
  const url = new URL(host, location.href);
  url.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
  url.hash = '';
  return url.href;
}
