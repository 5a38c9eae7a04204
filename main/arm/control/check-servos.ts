import type { JointCalibration } from '../../../contracts/arm-calibration.ts';
import type { ArmDescription } from '../../../contracts/arm-description.ts';
import { WorkbenchError } from '../../../contracts/errors.ts';
import { servosOf } from '../arms/describe-arm.ts';
import type { ServoBus, ServoFeedback } from '../bus/servo-bus.ts';

/** A servo is not as it was calibrated: nothing but another calibration helps. */
export class StaleCalibration extends WorkbenchError {}

/**
 * Makes sure that the servos on the bus are the arm's, as they were calibrated.
 * @returns what each joint's servo feels
 * @throws WorkbenchError `no-answer`, `bad-config`
 */
export async function checkServos(
  bus: ServoBus,
  arm: ArmDescription,
  calibration: Readonly<Record<string, JointCalibration>>,
): Promise<ServoFeedback[]> {
  const models = servosOf(arm);
  const ids = arm.joints.map(({ name }) => calibration[name]!.servoId);
  const identities = await bus.scan(ids);
  const silent = arm.joints.filter((_, j) => !identities.some(({ id }) => id === ids[j]));
  if (silent.length > 0) throw noServos(silent.map(({ name }) => `${name} (servo ${calibration[name]!.servoId})`));
  for (const [j, { name }] of arm.joints.entries()) {
    const found = identities.find(({ id }) => id === ids[j])!;
    if (found.model !== models[j]) {
      const what = found.model?.title ?? `of model number ${found.modelNumber}`;
      throw new WorkbenchError(
        'bad-config',
        `Servo ${ids[j]} is ${what}, but ${name} of the ${arm.title} has a ${models[j]!.title}.`,
        'Choose the arm that is connected, or give its servos their ids.',
      );
    }
    if (models[j]!.registers.homingOffset) await checkOffset(bus, name, calibration[name]!);
  }
  let felt = await bus.readFeedback(ids);
  if (felt.includes(null)) {
    // Feedback is waited for briefly, a ping for longer: a computer that was held up is back by then.
    for (const id of ids.filter((_, j) => felt[j] === null)) await bus.ping(id);
    felt = await bus.readFeedback(ids);
  }
  const unheard = arm.joints.filter((_, j) => felt[j] === null);
  if (unheard.length > 0) throw noServos(unheard.map(({ name }) => name));
  return felt as ServoFeedback[];
}

async function checkOffset(bus: ServoBus, joint: string, calibration: JointCalibration): Promise<void> {
  const { servoId, homingOffset_ticks } = calibration;
  const kept = await bus.read(servoId, 'homingOffset');
  if (kept === homingOffset_ticks) return;
  throw new StaleCalibration(
    'bad-config',
    `Servo ${servoId} (${joint}) keeps the homing offset ${kept}, but was calibrated with ${homingOffset_ticks}.`,
    'Calibrate the arm: its servo was exchanged, or another program calibrated it since.',
  );
}

function noServos(names: readonly string[]): WorkbenchError {
  return new WorkbenchError(
    'no-answer',
    `Nothing was heard of ${names.join(', ')}.`,
    'Check the power and the cables up to there, and the ids and baud rates of the servos.',
  );
}
