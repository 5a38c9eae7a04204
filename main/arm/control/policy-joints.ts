import type { ArmDescription } from '../../../contracts/arm-description.ts';

/** Of values of all joints, those of the joints that a policy moves, in its order. */
export function policyJointsOf({ joints, policyJoints }: ArmDescription, values: readonly number[]): number[] {
  return policyJoints.map((name) => values[joints.findIndex((joint) => joint.name === name)]!);
}

/** A pose of all joints: those that a policy moves at its targets, the others as they are. */
export function poseTowards(
  { joints, policyJoints }: ArmDescription,
  targets_rad: readonly number[],
  present_rad: readonly number[],
): number[] {
  return joints.map(({ name }, j) => targets_rad[policyJoints.indexOf(name)] ?? present_rad[j]!);
}
