import { accelerationLimit } from './acceleration-limit.ts';
import { approach } from './approach.ts';
import { firstMoves } from './first-moves.ts';
import type { Rule, RuleInput, Speeds } from './joint-motion.ts';
import { positionLimit } from './position-limit.ts';
import { speedLimit } from './speed-limit.ts';
import { torqueLimit } from './torque-limit.ts';

/**
 * They hold at every tick. A goal that keeps them can keep them at the next tick, too: a speed from which it can stop
 * before its limit can be braked by the greatest deceleration without going past it.
 */
const LIMITS: Readonly<Record<string, Rule>> = {
  position: positionLimit,
  speed: speedLimit,
  acceleration: accelerationLimit,
};

/** They may change from one tick to the next by more than a goal can brake: then it brakes as hard as the limits allow. */
const RESTRAINTS: Readonly<Record<string, Rule>> = {
  torque: torqueLimit,
  'first moves': firstMoves,
  approach,
};

/** A speed within every rule, and the rule that made it another than was wished; null if none did. */
export interface Allowed {
  readonly speed_radps: number;
  readonly by: string | null;
}

/** @param wished what is no number is a wish to stand still */
export function allowSpeed(wished: number, input: RuleInput): Allowed {
  const wished_radps = Number.isNaN(wished) ? 0 : wished;
  let speeds: Speeds = { low: -Infinity, high: Infinity };
  let by: string | null = null;
  const narrow = (name: string, low: number, high: number) => {
    const before = clamp(wished_radps, speeds);
    speeds = { low, high };
    if (clamp(wished_radps, speeds) !== before) by = name;
  };
  for (const [name, rule] of Object.entries(LIMITS)) {
    const { low, high } = rule(input);
    narrow(name, Math.max(speeds.low, low), Math.min(speeds.high, high));
  }
  for (const [name, rule] of Object.entries(RESTRAINTS)) {
    const { low, high } = rule(input);
    narrow(name, clamp(low, speeds), clamp(high, speeds));
  }
  return { speed_radps: clamp(wished_radps, speeds), by };
}

/** `low` where the two have crossed: rounding may make them, by less than a tick of the servo. */
function clamp(value: number, { low, high }: Speeds): number {
  return Math.max(low, Math.min(high, value));
}
