import type { JointCalibration } from '../../../../contracts/arm-calibration.ts';
import type { ArmDescription } from '../../../../contracts/arm-description.ts';
import { servosOf } from '../../arms/describe-arm.ts';
import { homeTravel } from '../../calibration/homing.ts';
import { UNCALIBRATED_ZEROS_ticks } from '../virtual-arms.ts';

/** What a guided calibration finds out of a virtual arm that comes from a kit. */
export function kitCalibration(arm: ArmDescription): Record<string, JointCalibration> {
  const models = servosOf(arm);
  const calibrated = arm.joints.map((joint, j): [string, JointCalibration] => {
    const model = models[j]!;
    const [low, high] = joint.turnsFreely ? [-Math.PI, Math.PI] : [joint.low_rad, joint.high_rad];
    const ticks = (angle_rad: number) =>
      UNCALIBRATED_ZEROS_ticks[j]! + Math.round((angle_rad * model.ticksPerTurn) / (2 * Math.PI));
    const end = joint.turnsFreely ? ticks(high) - 1 : ticks(high);
    return [joint.name, { servoId: joint.servoId, sign: 1, ...homeTravel(model, ticks(low), end) }];
  });
  return Object.fromEntries(calibrated);
}
