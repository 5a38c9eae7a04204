import { setTimeout as delay } from 'node:timers/promises';
import type { FaultCase } from '../../main/arm/virtual/testing/fault-cases.ts';
import type { Rig } from './rig.ts';
import type { Outcome } from './table.ts';

/** Until then a fault that stops the arm has done so. */
const WATCHED_ms = 4_000;
const MOVING_radps = 0.3;
/** An arm that was let go sinks for longer than it brakes. */
const RESTS_ms = 1_500;
/** A servo starts anew by then. */
const STARTED_ms = 700;
const COOL_degC = 60;
const COOLED_ms = 60_000;

/** Somebody who moves an arm. */
export interface Mover {
  /** After a stop: takes up what it was doing. Rejects where it may not. */
  goOn(): Promise<void>;
  /** Whether it did what it was about. */
  readonly isDone: () => boolean;
}

/** Ways out, from the quickest on: what a person presses. */
const waysOut = ['Clear', 'Clear; Park, release', 'Connect again'] as const;

/** A fault comes while the arm moves; it is watched until it stands, and put right. */
export async function watch(rig: Rig, fault: FaultCase, mover: Mover): Promise<Outcome> {
  await untilMoving(rig, mover);
  const at_ms = performance.now();
  rig.begin(fault);
  const hasStopped = () => rig.told !== '' || rig.connection?.arm === null;
  const isStopped = await rig.until(() => hasStopped() || mover.isDone(), WATCHED_ms);
  const braked_ms = isStopped && hasStopped() ? performance.now() - at_ms : null;
  const { told } = rig;
  await delay(RESTS_ms);
  const stands_ms = braked_ms === null ? null : Math.max(0, rig.joints.stoodSince_ms - at_ms);
  rig.end(fault);
  await delay(STARTED_ms);
  await rig.until(() => rig.frame!.joints.every(({ temperature_degC }) => temperature_degC < COOL_degC), COOLED_ms);
  if (braked_ms === null)
    return {
      braked_ms,
      told: 'nothing',
      afterwards: mover.isDone() ? 'it went on to its goal' : 'it did not come to its goal',
    };
  for (const way of waysOut) {
    if (await helps(rig, mover, way)) return { braked_ms, stands_ms, told, afterwards: way };
  }
  return { braked_ms, stands_ms, told, afterwards: `it does not go on: ${rig.told}` };
}

/** On a busy computer the arm may be stopped before its time: then it is let on. */
async function untilMoving(rig: Rig, mover: Mover): Promise<void> {
  const isMoving = () => rig.told === '' && rig.joints.speed_radps > MOVING_radps;
  while (!(await rig.until(isMoving, WATCHED_ms))) {
    await rig.api.clearFaults();
    await mover.goOn().catch(() => {});
  }
}

async function helps(rig: Rig, mover: Mover, way: (typeof waysOut)[number]): Promise<boolean> {
  try {
    if (way === 'Connect again') {
      await rig.api.disconnect();
      await rig.connect();
    } else if (way === 'Clear; Park, release') {
      await rig.api.park();
      await rig.api.clearFaults();
    } else await rig.api.clearFaults();
    await mover.goOn();
  } catch {
    return false;
  }
  return (await rig.until(mover.isDone, WATCHED_ms)) && rig.told === '';
}
