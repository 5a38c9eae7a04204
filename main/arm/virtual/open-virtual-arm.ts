import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { WorkbenchError } from '../../../contracts/errors.ts';
import { type ByteLink, linkLost } from '../links/byte-link.ts';
import { Closing } from '../links/closing.ts';
import type { ToVirtualArm, VirtualArmSettings } from './virtual-arm-thread.ts';
import { virtualArms, type VirtualArmId } from './virtual-arms.ts';

/** What the address of a virtual arm begins with; its id follows. */
export const VIRTUAL = 'virtual:';

/**
 * Starts the virtual arm of an address, as it comes from a kit, and opens a link to it. It ends with the link.
 * @param homingOffsets_ticks what its servos keep from an earlier calibration, if there was one
 * @throws WorkbenchError `unknown-name`
 */
export async function openVirtualArm(
  address: string,
  baud_bps: number,
  homingOffsets_ticks: readonly number[],
): Promise<ByteLink> {
  const workerData: VirtualArmSettings = { id: idOf(address), baud_bps, homingOffsets_ticks };
  const worker = new Worker(new URL('./virtual-arm-thread.ts', import.meta.url), { workerData });
  const closing = new Closing();
  worker.on('error', (error) => closing.close(linkLost(address, error.message, error)));
  worker.on('exit', () => closing.close(linkLost(address, 'it ended')));
  await once(worker, 'message');
  const post = (message: ToVirtualArm) => worker.postMessage(message);
  return {
    name: address,
    baud_bps,
    // Threads may wait for a core; the bus finds out how long answers really take.
    latency_ms: 250,
    write: async (bytes) => {
      if (closing.reason !== undefined) throw linkLost(address, 'it is closed');
      post(bytes);
    },
    onBytes: (receive) => worker.on('message', receive),
    onClosed: (closed) => closing.onClosed(closed),
    setBaud: async () => {
      throw new WorkbenchError('unsupported', `${address} has one baud rate.`, 'Connect to it with another one.');
    },
    close: async () => {
      closing.close(null);
      await worker.terminate();
    },
    lead: (lead_rad) => post({ lead_rad }),
  };
}

function idOf(address: string): VirtualArmId {
  const id = address.slice(VIRTUAL.length);
  if (Object.hasOwn(virtualArms, id)) return id as VirtualArmId;
  const known = Object.keys(virtualArms).join(', ');
  throw new WorkbenchError('unknown-name', `There is no virtual arm "${id}".`, `Choose one of ${known}.`);
}
