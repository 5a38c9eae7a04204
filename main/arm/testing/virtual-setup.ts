import { openBus } from '../bus/open-bus.ts';
import type { ServoBus } from '../bus/servo-bus.ts';
import { connectInProcess } from '../virtual/in-process.ts';
import { startVirtualArm, type VirtualArmId, type VirtualArmOptions } from '../virtual/virtual-arms.ts';
import type { VirtualBus } from '../virtual/virtual-bus.ts';
import { ManualClock } from './manual-clock.ts';

export interface VirtualSetup {
  readonly clock: ManualClock;
  readonly virtual: VirtualBus;
  readonly bus: ServoBus;
  /** Lets time pass until a request has its answer. */
  settle<T>(request: Promise<T>): Promise<T>;
}

/** A bus to a virtual arm within the process, both on one clock that stands still between requests. */
export async function virtualSetup(arm: VirtualArmId, options: VirtualArmOptions = {}): Promise<VirtualSetup> {
  const clock = new ManualClock();
  const virtual = await startVirtualArm(arm, { ...options, clock });
  const bus = await clock.settle(openBus(connectInProcess(virtual), virtual.protocol, { clock }));
  return { clock, virtual, bus, settle: (request) => clock.settle(request) };
}
