import { openBus } from '../bus/open-bus.ts';
import { connectInProcess } from './in-process.ts';
import type { VirtualBus } from './virtual-bus.ts';

/** While a program warms up, its answers are late: nobody shall take that for a fault of the arm. */
export async function untilOnTime(virtual: VirtualBus, baud_bps: number): Promise<void> {
  const bus = await openBus(connectInProcess(virtual, baud_bps), virtual.protocol);
  while ((await bus.scan([1, 2])).length < 2);
  await bus.close();
}
