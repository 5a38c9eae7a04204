import { WorkbenchError } from '../../../contracts/errors.ts';
import type { ByteLink } from './byte-link.ts';
import { openSerial } from './serial-link.ts';
import { connectSocket } from './socket-link.ts';

/**
 * Opens the link that an address names: `tcp://host:port`, or the path of a serial port (`/dev/ttyACM0`, `COM3`).
 * @throws WorkbenchError that tells why it cannot be opened.
 */
export async function openLink(address: string, baud_bps: number): Promise<ByteLink> {
  if (!address.startsWith('tcp:')) return openSerial(address, baud_bps);
  const url = URL.parse(address);
  if (!url?.hostname || !url.port) throw badAddress(address);
  return connectSocket(address, url.hostname.replace(/^\[|\]$/g, ''), Number(url.port), baud_bps);
}

function badAddress(address: string): WorkbenchError {
  return new WorkbenchError(
    'bad-config',
    `'${address}' is not an address of a bus.`,
    'Give tcp://host:port, such as tcp://localhost:5000, or the path of a serial port.',
  );
}
