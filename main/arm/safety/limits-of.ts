import type { ArmDescription } from '../../../contracts/arm-description.ts';
import type { JointLimits } from './joint-motion.ts';

/** Goals keep this distance from the ends of a joint's travel. */
const MARGIN_rad = 0.03;

/** @param travels_rad the ends of each joint's travel, [low, high], as calibration found them */
export function limitsOf(arm: ArmDescription, travels_rad: readonly (readonly [number, number])[]): JointLimits[] {
  return arm.joints.map(({ maxSpeed_radps, maxAcceleration_radps2, maxLead_rad }, j) => {
    const [low, high] = travels_rad[j]!;
    const middle = (low + high) / 2;
    return {
      low_rad: Math.min(middle, low + MARGIN_rad),
      high_rad: Math.max(middle, high - MARGIN_rad),
      maxSpeed_radps,
      maxAcceleration_radps2,
      maxLead_rad,
    };
  });
}

/** Of an arm whose ends no calibration has found: as it is described. */
export function describedLimits(arm: ArmDescription): JointLimits[] {
  return limitsOf(
    arm,
    arm.joints.map(({ low_rad, high_rad }) => [low_rad, high_rad]),
  );
}

/** The pose within the limits that is nearest to this one. */
export function within(limits: readonly JointLimits[], pose_rad: readonly number[]): number[] {
  return pose_rad.map((angle, j) => Math.min(limits[j]!.high_rad, Math.max(limits[j]!.low_rad, angle)));
}
