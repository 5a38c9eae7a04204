import type { ServoModel } from '../servos/servo-model.ts';

/** Where a servo's shaft stands, [0, ticksPerTurn), whatever its homing offset. */
export function actualPosition(
  { ticksPerTurn, offsetSign }: ServoModel,
  present_ticks: number,
  homingOffset_ticks: number,
): number {
  return modulo(present_ticks - offsetSign * homingOffset_ticks, ticksPerTurn);
}

/** The remainder that is never negative. */
export function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}
