import { type AddressInfo, createServer } from 'node:net';
import { WorkbenchError } from '../../../contracts/errors.ts';
import { socketLink } from '../links/socket-link.ts';
import { openPseudoTerminal } from './pseudo-terminal.ts';
import type { VirtualBus } from './virtual-bus.ts';

/** A virtual arm that other programs can connect to. */
export interface Served {
  /** What they open: a serial port's path, or `tcp://host:port`. */
  readonly address: string;
  close(): Promise<void>;
}

/** Behind a pseudo-terminal. @throws WorkbenchError `unsupported` where the system has none. */
export function serveOnPseudoTerminal(virtual: VirtualBus, baud_bps: number): Served {
  const { path, link } = openPseudoTerminal(baud_bps);
  virtual.attach(link, () => null);
  return { address: path, close: () => link.close() };
}

/** Behind a TCP port of this machine. @param port 0 for any that is free. @throws WorkbenchError `busy`. */
export async function serveOnSocket(virtual: VirtualBus, port: number, baud_bps: number): Promise<Served> {
  const server = createServer({ noDelay: true }, (socket) => {
    virtual.attach(socketLink(socket, 'the client', baud_bps), () => null);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(cannotListen(port, error)));
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    address: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.close();
      await virtual.unplug();
    },
  };
}

function cannotListen(port: number, error: Error): WorkbenchError {
  return new WorkbenchError('busy', `Cannot listen on port ${port}: ${error.message}.`, 'Choose another --port.', {
    cause: error,
  });
}
