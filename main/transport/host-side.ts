import type { Port } from '../../contracts/port.ts';
import { acceptChannels } from './channels.ts';
import { parentPort } from './process-port.ts';

/** What a host does for those who started it. */
export interface HostService {
  /** A window, or whoever else, is connected from now on. */
  connect(port: Port): void;
  /** Saves what is under way; the process ends afterwards. */
  shutdown(): Promise<void>;
}

/**
 * Makes this process a host: it serves until its parent ends it, or is gone itself.
 * @returns asks the parent for a port; it closes by itself if what it should lead to is not there
 */
export function serveHost(service: HostService): (label: string) => Port {
  let ending: Promise<void> | null = null;
  const end = () => {
    ending ??= service.shutdown().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  const port = parentPort();
  port.onClose(end);
  const open = acceptChannels(port, (channel, label) => {
    if (label === 'service') return service.connect(channel);
    // The control channel: any message but the order to end is a ping, and goes back.
    channel.onMessage((message) => (message === 'end' ? end() : channel.postMessage(message)));
  });
  process.on('SIGTERM', end);
  // Ctrl-C and the terminal's end reach every process of the terminal, but the parent decides what they mean.
  process.on('SIGINT', () => {});
  process.on('SIGHUP', () => {});
  // Where a terminal is gone, words to it must not end what saves or parks.
  process.stderr.on('error', () => {});
  return open;
}
