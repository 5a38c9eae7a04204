/**
 * The greatest speed over the next tick from which a goal can still stop within `distance_rad`, if every tick after
 * that may be slower by `deceleration · tick`. Exact for whole ticks: braking from (n + f) decelerations, f in [0, 1),
 * covers (n + 1) f + n (n + 1) / 2 of the ticks' unit distance, its first tick included.
 */
export function speedToStopWithin(distance_rad: number, deceleration_radps2: number, tick_s: number): number {
  if (distance_rad <= 0) return 0;
  const units = distance_rad / (deceleration_radps2 * tick_s * tick_s);
  const n = Math.floor((Math.sqrt(1 + 8 * units) - 1) / 2);
  const f = (units - (n * (n + 1)) / 2) / (n + 1);
  return (n + f) * deceleration_radps2 * tick_s;
}

/** The way a goal still goes after a tick at this speed, if it brakes from then on, rad. */
export function brakingDistance(speed_radps: number, deceleration_radps2: number, tick_s: number): number {
  const step_radps = deceleration_radps2 * tick_s;
  const ticks = Math.floor(Math.abs(speed_radps) / step_radps);
  const distance_rad = tick_s * (ticks * Math.abs(speed_radps) - (step_radps * ticks * (ticks + 1)) / 2);
  return Math.sign(speed_radps) * distance_rad;
}

/** The speed after a tick of braking. */
export function braked(speed_radps: number, deceleration_radps2: number, tick_s: number): number {
  return Math.sign(speed_radps) * Math.max(0, Math.abs(speed_radps) - deceleration_radps2 * tick_s);
}
