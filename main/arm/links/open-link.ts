import { WorkbenchError } from '../../../contracts/errors.ts';
import { openVirtualArm, VIRTUAL } from '../virtual/open-virtual-arm.ts';
import type { ByteLink } from './byte-link.ts';
import { openSerial } from './serial-link.ts';
import { connectSocket } from './socket-link.ts';

/**
 * Opens the link that an address names: `tcp://host:port`, the path of a serial port (`/dev/ttyACM0`, `COM3`), or
 * `virtual:` and the id of a virtual arm, which begins with the link.
 * @param homingOffsets_ticks what the servos of a virtual arm keep from an earlier calibration
 * @throws WorkbenchError that tells why it cannot be opened.
 */
export async function openLink(
  address: string,
  baud_bps: number,
  homingOffsets_ticks: readonly number[] = [],
): Promise<ByteLink> {
  if (address.startsWith(VIRTUAL)) return openVirtualArm(address, baud_bps, homingOffsets_ticks);
  if (!address.startsWith('tcp:')) return openSerial(address, baud_bps);
  const url = URL.parse(address);
  if (!url?.hostname || !url.port) throw badAddress(address);
  return connectSocket(address, url.hostname.replace(/^\[|\]$/g, ''), Number(url.port), baud_bps);
}

function badAddress(address: string): WorkbenchError {
  return new WorkbenchError(
    'bad-config',
    `'${address}' is not an address of a bus.`,
    'Give tcp://host:port, such as tcp://localhost:5000, the path of a serial port, or virtual:so101.',
  );
}
