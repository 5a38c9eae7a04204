import { limitsOf } from '../servos/register-value.ts';
import type { ServoModel } from '../servos/servo-model.ts';
import { modulo } from './actual-position.ts';

/** Where a travel lies once its servo applies the offset. */
export interface Homing {
  readonly homingOffset_ticks: number;
  readonly low_ticks: number;
  readonly high_ticks: number;
}

/**
 * Chooses a servo's homing offset so that the middle of a travel becomes the middle of its turn: then the travel does
 * not cross the seam, and either side of it has room.
 * @param low,high the travel's ends in actual, unwrapped ticks, less than a turn apart
 */
export function homeTravel(model: ServoModel, low: number, high: number): Homing {
  const { ticksPerTurn, offsetSign, registers } = model;
  const half = Math.floor(ticksPerTurn / 2);
  const middle = Math.round((low + high) / 2);
  // Within half a turn of 0: offsets that differ by a turn mean the same.
  const wanted = modulo(offsetSign * (half - middle) + half, ticksPerTurn) - half;
  const [least, greatest] = registers.homingOffset ? limitsOf(registers.homingOffset) : [0, 0];
  // Feetech's offset ends at ±2047, a tick short of half a turn.
  const homingOffset_ticks = Math.min(greatest, Math.max(least, wanted));
  const shift = half - middle + offsetSign * (homingOffset_ticks - wanted);
  return { homingOffset_ticks, low_ticks: low + shift, high_ticks: high + shift };
}
