import type { ArmTrack } from '../../../../contracts/arm.ts';

/** The angles of a moment by the joints' names; null where one is not known. */
export function poseAt({ joints }: ArmTrack, angles_rad: Float32Array, moment: number): Record<string, number> | null {
  const pose = angles_rad.subarray(moment * joints.length, (moment + 1) * joints.length);
  if (pose.some(Number.isNaN)) return null;
  return Object.fromEntries(joints.map((name, j) => [name, pose[j]!]));
}

/** The first moment at a time or after it, or the last one there is. */
export function momentAt({ times_s }: ArmTrack, time_s: number): number {
  const moment = times_s.findIndex((time) => time >= time_s);
  return moment < 0 ? times_s.length - 1 : moment;
}

/** Moments come evenly, but for a pause now and then. */
export function timestepOf_s({ times_s }: ArmTrack): number {
  const count = times_s.length;
  return count < 2 ? 0.04 : (times_s[count - 1]! - times_s[0]!) / (count - 1);
}
