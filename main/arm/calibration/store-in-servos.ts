import type { JointCalibration } from '../../../contracts/arm-calibration.ts';
import type { ArmDescription } from '../../../contracts/arm-description.ts';
import { servosOf } from '../arms/describe-arm.ts';
import type { ServoBus } from '../bus/servo-bus.ts';
import type { Protocol } from '../servos/servo-model.ts';

/** Position over one turn; for Dynamixel over many, since its offsets reach less than a turn otherwise. */
const POSITION_MODE: Readonly<Record<Protocol, number>> = { 'feetech-sts': 0, 'feetech-scs': 0, 'dynamixel-2': 4 };

/** Writes a calibration into the servos, whose torque must be off. @throws as the bus does, naming the servo */
export async function storeInServos(
  bus: ServoBus,
  arm: ArmDescription,
  joints: Readonly<Record<string, JointCalibration>>,
): Promise<void> {
  const models = servosOf(arm);
  for (const [j, { name }] of arm.joints.entries()) {
    const { servoId, homingOffset_ticks, low_ticks, high_ticks } = joints[name]!;
    const { registers, protocol, ticksPerTurn } = models[j]!;
    if (registers.operatingMode) await bus.write(servoId, 'operatingMode', POSITION_MODE[protocol]);
    if (registers.homingOffset) await bus.write(servoId, 'homingOffset', homingOffset_ticks);
    // A Dynamixel that counts many turns heeds no limits.
    if (protocol === 'dynamixel-2') continue;
    await bus.write(servoId, 'minPosition', Math.max(0, low_ticks));
    await bus.write(servoId, 'maxPosition', Math.min(Math.floor(ticksPerTurn) - 1, high_ticks));
  }
}
