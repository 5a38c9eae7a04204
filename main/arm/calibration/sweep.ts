import { modulo } from './actual-position.ts';

/** How far a joint was moved, counted on over the seam between the last tick and 0. */
export interface Sweep {
  readonly ticksPerTurn: number;
  /** The newest position, and the furthest ones, in unwrapped ticks. */
  readonly at: number;
  readonly low: number;
  readonly high: number;
}

export function beginSweep(position_ticks: number, ticksPerTurn: number): Sweep {
  return { ticksPerTurn, at: position_ticks, low: position_ticks, high: position_ticks };
}

/**
 * Adds a sample. The joint is taken to have moved the shorter way, so samples must come at least twice per half turn.
 * @param position_ticks in [0, ticksPerTurn)
 */
export function extendSweep({ ticksPerTurn, at, low, high }: Sweep, position_ticks: number): Sweep {
  const half = ticksPerTurn / 2;
  const next = at + modulo(position_ticks - at + half, ticksPerTurn) - half;
  return { ticksPerTurn, at: next, low: Math.min(low, next), high: Math.max(high, next) };
}

export function travel_ticks({ low, high }: Sweep): number {
  return high - low;
}
