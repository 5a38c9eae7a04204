import type { Wish } from '../../safety/guard.ts';

/** Poses (rad) at rising times, joined by straight lines in joint space. */
export interface Path {
  readonly times_s: readonly number[];
  readonly poses_rad: readonly (readonly number[])[];
}

const ROUNDING_s = 1e-9;

/** Where the path is at a time; at rest before its beginning and after its end. */
export function along({ times_s, poses_rad }: Path, time_s: number): Wish {
  // At a corner it is still on the way there: a policy's next target may go on at the same speed.
  const next = times_s.findIndex((time) => time > time_s - ROUNDING_s);
  if (next === 0) return { goals_rad: poses_rad[0]! };
  if (next < 0) return { goals_rad: poses_rad.at(-1)! };
  const [from, to] = [poses_rad[next - 1]!, poses_rad[next]!];
  const duration_s = times_s[next]! - times_s[next - 1]!;
  const share = (time_s - times_s[next - 1]!) / duration_s;
  return {
    goals_rad: from.map((angle, j) => angle + share * (to[j]! - angle)),
    speeds_radps: from.map((angle, j) => (to[j]! - angle) / duration_s),
  };
}

/** A path through poses whose fastest joint moves at `speed_radps`. */
export function pathThrough(poses_rad: readonly (readonly number[])[], speed_radps: number): Path {
  let time_s = 0;
  const times_s = poses_rad.map((pose, i) => {
    const before = poses_rad[i - 1] ?? pose;
    const way_rad = Math.max(...pose.map((angle, j) => Math.abs(angle - before[j]!)));
    return (time_s += way_rad / speed_radps);
  });
  return { times_s, poses_rad };
}

export function duration_s({ times_s }: Path): number {
  return times_s.at(-1)!;
}
