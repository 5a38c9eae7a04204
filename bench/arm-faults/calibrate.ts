import { setTimeout as delay } from 'node:timers/promises';
import type { CalibrationPrompt } from '../../contracts/arm-calibration.ts';
import { WorkbenchError } from '../../contracts/errors.ts';
import type { FaultCase } from '../../main/arm/virtual/testing/fault-cases.ts';
import type { Rig } from './rig.ts';
import type { Outcome } from './table.ts';

const WATCHED_ms = 1_500;

/** The fault comes in the guided calibration, before its first step is confirmed. */
export async function calibrate(rig: Rig, fault: FaultCase): Promise<Outcome> {
  let prompt: CalibrationPrompt | null = null;
  rig.host.arm.onFrame('calibration', (frame) => void (prompt = frame.prompt));
  const present = (): CalibrationPrompt | null => prompt;
  await rig.connect();
  await rig.api.calibrate();
  await rig.until(() => present() !== null);
  rig.begin(fault);
  await delay(WATCHED_ms);

  /** @returns why it is not confirmed; empty if it is. */
  async function confirm(): Promise<string> {
    try {
      await rig.api.calibrationEvent({ type: 'confirm' });
    } catch (error) {
      return WorkbenchError.from(error).message;
    }
    await delay(WATCHED_ms / 3);
    return present()!.problem ?? '';
  }
  const told = rig.told || (await confirm());
  rig.end(fault);
  await delay(WATCHED_ms);
  if (told === '') return { told: 'nothing', afterwards: 'it goes on' };
  if (rig.connection?.arm === null) {
    await rig.connect();
    return { told, afterwards: 'to be connected again' };
  }
  const problem = await confirm();
  return { told, afterwards: problem === '' ? 'it goes on, confirmed again' : problem };
}
