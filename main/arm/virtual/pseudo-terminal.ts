import { createRequire } from 'node:module';
import { ReadStream } from 'node:tty';
import { WorkbenchError } from '../../../contracts/errors.ts';
import { type ByteLink, linkLost } from '../links/byte-link.ts';
import { Closing } from '../links/closing.ts';

/** What of node-pty's native part is used: its other half would start a program. */
interface NativePty {
  open(columns: number, rows: number): { readonly master: number; readonly slave: number; readonly pty: string };
}

/** Our end of a pseudo-terminal. */
export interface PseudoTerminal {
  /** What other programs open as their serial port. */
  readonly path: string;
  readonly link: ByteLink;
}

/**
 * A serial port made of software.
 * @param baud_bps of the wire behind it; what its user sets cannot be seen from here.
 * @throws WorkbenchError `unsupported` where the system has none.
 */
export function openPseudoTerminal(baud_bps: number): PseudoTerminal {
  const { master, slave, pty: path } = loadNative().open(80, 24);
  const stream = new ReadStream(master);
  // Kept open, so that the terminal outlives the programs that open and close it.
  const keeper = new ReadStream(slave);
  const closing = new Closing();
  stream.on('error', (error) => closing.close(linkLost(path, error.message, error)));
  stream.on('close', () => closing.close(linkLost(path, 'it was closed')));
  const link: ByteLink = {
    name: path,
    baud_bps,
    latency_ms: 5,
    write: (bytes) =>
      new Promise((resolve, reject) => {
        stream.write(bytes, (error) => (error ? reject(linkLost(path, error.message, error)) : resolve()));
      }),
    onBytes: (receive) => stream.on('data', receive),
    onClosed: (closed) => closing.onClosed(closed),
    setBaud: () => Promise.reject(new WorkbenchError('unsupported', `${path} has no baud rate.`, 'Leave it as it is.')),
    close: async () => {
      closing.close(null);
      keeper.destroy();
      stream.destroy();
    },
  };
  return { path, link };
}

function loadNative(): NativePty {
  try {
    if (process.platform === 'win32') throw new Error('Windows has none');
    // Its platform's package is beside the library, which may be elsewhere than this file.
    const library = createRequire(createRequire(import.meta.url).resolve('@lydell/node-pty'));
    return library(`@lydell/node-pty-${process.platform}-${process.arch}/pty.node`) as NativePty;
  } catch (error) {
    throw new WorkbenchError(
      'unsupported',
      `No pseudo-terminal can be had on ${process.platform}-${process.arch}.`,
      'Use `--link tcp`, and connect to the address that it prints.',
      { cause: error },
    );
  }
}
