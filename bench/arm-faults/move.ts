import { setTimeout as delay } from 'node:timers/promises';
import type { FaultCase } from '../../main/arm/virtual/testing/fault-cases.ts';
import type { Rig } from './rig.ts';
import type { Outcome } from './table.ts';
import { watch } from './watch.ts';

const COMMAND_EVERY_ms = 30;
/** The shoulder's way, rad: it takes a second and more. */
const WAY_rad = 1.2;
const THERE_rad = 0.08;
/** The first moves are slow. */
const WARMED_UP_ms = 1_200;

/** The shoulder is moved by its slider. */
export async function move(rig: Rig, fault: FaultCase): Promise<Outcome> {
  await rig.connectCalibrated();
  await rig.api.begin();
  await rig.api.engage();
  await delay(WARMED_UP_ms);
  const goals_rad = rig.frame!.joints.map(({ measured_rad }, j) => (j === 0 ? measured_rad + WAY_rad : measured_rad));
  const released = new AbortController();
  const pressing = (async () => {
    while (!released.signal.aborted) {
      await rig.api.jogJoints(goals_rad).catch(() => {}); // What keeps the arm from moving is told by its frames.
      await delay(COMMAND_EVERY_ms);
    }
  })();
  const outcome = await watch(rig, fault, {
    async goOn() {
      await rig.api.engage();
      await rig.api.begin();
    },
    isDone: () => rig.frame !== null && Math.abs(rig.frame.joints[0]!.measured_rad - goals_rad[0]!) < THERE_rad,
  });
  released.abort();
  await pressing;
  return outcome;
}
