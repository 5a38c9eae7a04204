import type { Port } from '../../contracts/port.ts';
import { openMessagePort, type Shell } from './message-port.ts';
import { openWebSocketPort } from './web-socket-port.ts';

declare global {
  interface Window {
    /** Present in the desktop app alone. */
    readonly workbench?: Shell;
  }
}

/** The way to the lab: through the shell in the desktop app, else by a WebSocket to the server of this page. */
export function openPort(): Promise<Port> {
  if (window.workbench) return openMessagePort(window.workbench);
  const url = new URL('lab', location.href);
  url.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
  url.hash = '';
  return openWebSocketPort(url.href);
}
