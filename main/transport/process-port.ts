import type { ChildProcess } from 'node:child_process';
import type { Port } from '../../contracts/port.ts';

type NodeChannel = Pick<ChildProcess, 'send' | 'connected' | 'disconnect' | 'on' | 'once'>;

/** The channel of Node between a process and its child, as either side has it. */
export function nodePort(channel: NodeChannel): Port {
  return {
    postMessage: (message) => {
      // Without a callback an error, which means that the other side is going, would be thrown later.
      if (channel.connected) channel.send!(message as object, () => {});
    },
    onMessage: (receive) => void channel.on('message', receive),
    onClose: (closed) => void channel.once('disconnect', closed),
    close: () => {
      if (channel.connected) channel.disconnect();
    },
  };
}

/** As much of Electron's `process.parentPort` as is used. */
interface ElectronParentPort {
  postMessage(message: unknown): void;
  on(name: 'message', listener: (event: { data: unknown }) => void): unknown;
}

/** This process's way to the one that started it: a Node process, or Electron by `utilityProcess`. */
export function parentPort(): Port {
  const { parentPort } = process as unknown as { parentPort?: ElectronParentPort };
  if (!parentPort) return nodePort(process as unknown as NodeChannel);
  return {
    postMessage: (message) => parentPort.postMessage(message),
    onMessage: (receive) => void parentPort.on('message', ({ data }) => receive(data)),
    // Electron ends a utility process together with itself.
    onClose: () => {},
    close: () => {},
  };
}
