/** A virtual arm in a thread of its own, so that its physics does not delay the ticks that move it. */
import { parentPort, workerData } from 'node:worker_threads';
import { builtInArms } from '../arms/index.ts';
import { Closing } from '../links/closing.ts';
import { untilOnTime } from './warm-up.ts';
import { startVirtualArm, UNCALIBRATED_ZEROS_ticks, type VirtualArmId } from './virtual-arms.ts';

export interface VirtualArmSettings {
  readonly id: VirtualArmId;
  readonly baud_bps: number;
  /** What the servos' EEPROM holds from an earlier calibration, ids 1 to 6; empty: they come from a kit. */
  readonly homingOffsets_ticks: readonly number[];
}

/** Bytes for the bus, or where a hand leads the joints. */
export type ToVirtualArm = Uint8Array | { readonly lead_rad: readonly number[] | null };

const port = parentPort!;
const { id, baud_bps, homingOffsets_ticks } = workerData as VirtualArmSettings;
const virtual = await startVirtualArm(id, { zeros_ticks: UNCALIBRATED_ZEROS_ticks });
for (const [i, offset_ticks] of homingOffsets_ticks.entries()) {
  const { memory } = virtual.servos[i]!;
  memory.set('homingOffset', offset_ticks);
  memory.save();
}
// Folded, as an arm is put down: without torque it stays there.
virtual.bench.pose(builtInArms.find((arm) => arm.id === id)!.park_rad.at(-1)!);
const closing = new Closing();
virtual.attach(
  {
    name: id,
    baud_bps,
    latency_ms: 2,
    write: async (bytes) => port.postMessage(bytes),
    onBytes: (receive) =>
      port.on('message', (message: ToVirtualArm) => {
        if (message instanceof Uint8Array) receive(message);
        else virtual.bench.lead(message.lead_rad);
      }),
    onClosed: (closed) => closing.onClosed(closed),
    setBaud: async () => {},
    close: async () => closing.close(null),
  },
  () => baud_bps,
);
await untilOnTime(virtual, baud_bps);
port.postMessage('ready');
