import type { Clearance, Twin } from '../../../sims/arms/twin.ts';
import { brakingDistance } from './braking.ts';
import type { JointLimits } from './joint-motion.ts';

/** The arm's shapes, as the twin has them, keep this distance from each other and from the table. */
export const STOP_m = 0.005;
/** From here on an approach is slowed. */
const SLOW_m = 0.015;
const SLOWEST_SHARE = 0.1;
/** Poses on the way are looked at this closely, so that no shape can pass through another between them. */
const STEP_rad = 0.04;
/** Distances that differ by less are equal: turning on the spot upon the table brings nothing nearer. */
const ROUNDING_m = 1e-9;

export interface Outlook {
  /** Whether the step may be done. */
  readonly isClear: boolean;
  /** What would come too near; null if nothing is in sight. */
  readonly between: Clearance['between'];
  /** Share of the full speed for what comes next. */
  readonly speedShare: number;
}

/**
 * Looks where a step would lead if the arm braked right after it: so a step is done only if the arm can still stop before
 * it touches anything. Where something is too near already, what does not bring it nearer is allowed.
 * @param goals_rad,speeds_radps before the step, and the speeds over it, by joint
 */
export function lookAhead(
  twin: Twin,
  goals_rad: readonly number[],
  speeds_radps: readonly number[],
  limits: readonly JointLimits[],
  tick_s: number,
): Outlook {
  if (speeds_radps.every((speed) => speed === 0)) return { isClear: true, between: null, speedShare: 1 };
  const way_rad = speeds_radps.map(
    (speed, j) => speed * tick_s + brakingDistance(speed, limits[j]!.maxAcceleration_radps2, tick_s),
  );
  const steps = Math.ceil(Math.max(...way_rad.map(Math.abs)) / STEP_rad);
  const now = twin.clearance(goals_rad);
  let ahead = now;
  for (let step = 1; step <= steps; step++) {
    const there = twin.clearance(goals_rad.map((goal, j) => goal + (way_rad[j]! * step) / steps));
    if (there.distance_m < ahead.distance_m) ahead = there;
  }
  const comesNearer = ahead.distance_m < now.distance_m - ROUNDING_m;
  if (!comesNearer) return { isClear: true, between: null, speedShare: 1 };
  const share = (ahead.distance_m - STOP_m) / (SLOW_m - STOP_m);
  return {
    isClear: ahead.distance_m >= STOP_m,
    between: ahead.distance_m < SLOW_m ? ahead.between : null,
    speedShare: Math.min(1, Math.max(SLOWEST_SHARE, share)),
  };
}
