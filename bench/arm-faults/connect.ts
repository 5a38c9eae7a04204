import { setTimeout as delay } from 'node:timers/promises';
import { WorkbenchError } from '../../contracts/errors.ts';
import type { FaultCase } from '../../main/arm/virtual/testing/fault-cases.ts';
import type { Rig } from './rig.ts';
import type { Outcome } from './table.ts';

/** A servo starts anew by then. */
const STARTED_ms = 700;
/** Of ticks after connecting, for a fault that only they find. */
const WATCHED_ms = 1_000;

/** The arm, which was connected before, is connected while the fault lasts. */
export async function connect(rig: Rig, fault: FaultCase): Promise<Outcome> {
  await rig.connectCalibrated();
  await rig.api.disconnect();
  rig.begin(fault);
  const told = await attempt(rig);
  if (rig.connection?.arm) await rig.api.disconnect();
  rig.end(fault);
  await delay(STARTED_ms);
  const problem = await attempt(rig);
  return {
    told: told || 'nothing: it is connected',
    afterwards: problem === '' ? 'it is connected' : problem,
  };
}

/** @returns what is told, if anything is. */
async function attempt(rig: Rig): Promise<string> {
  try {
    await rig.connect();
  } catch (error) {
    return WorkbenchError.from(error).message;
  }
  await rig.until(() => rig.told !== '', WATCHED_ms);
  return rig.told;
}
