import type { Twin } from '../../../sims/arms/twin.ts';
import { braked, speedToStopWithin } from './braking.ts';
import type { JointLimits, JointMotion } from './joint-motion.ts';
import { lookAhead } from './look-ahead.ts';
import { allowSpeed } from './rules.ts';

/** Where the joints shall be at the end of a tick, and how fast they move there; in the joints' order. */
export interface Wish {
  readonly goals_rad: readonly number[];
  /** Default: they come to rest there. */
  readonly speeds_radps?: readonly number[];
}

/** What was really sent. */
export interface Sent {
  readonly goals_rad: readonly number[];
  readonly speeds_radps: readonly number[];
  /** The rule that changed a joint's wish; null where it was followed. */
  readonly limitedBy: readonly (string | null)[];
  /** What the arm would come too near to. */
  readonly obstacle: readonly [string, string] | null;
}

/**
 * Every goal that is sent to an arm comes from here: a wish is followed as far as the rules allow. There is no way around
 * it and nothing to switch off.
 */
export class Guard {
  readonly #twin: Twin;
  readonly #limits: readonly JointLimits[];
  readonly #tick_s: number;
  #motions: JointMotion[];
  #sinceTorque_s = 0;
  #speedShare = 1;

  /** @param present_rad where the joints are: the first goals */
  constructor(twin: Twin, limits: readonly JointLimits[], tick_s: number, present_rad: readonly number[]) {
    this.#twin = twin;
    this.#limits = limits;
    this.#tick_s = tick_s;
    this.#motions = present_rad.map((at) => ({ goal_rad: at, speed_radps: 0, measured_rad: at }));
  }

  get goals_rad(): number[] {
    return this.#motions.map(({ goal_rad }) => goal_rad);
  }

  get isAtRest(): boolean {
    return this.#motions.every(({ speed_radps }) => speed_radps === 0);
  }

  /**
   * The goals of the next tick.
   * @param wish null to brake; one that is not finite, or not of these joints, brakes too
   * @param measured_rad where the joints were last seen
   */
  step(wish: Wish | null, measured_rad: readonly number[]): Sent {
    this.#motions = this.#motions.map((motion, j) => ({ ...motion, measured_rad: measured_rad[j]! }));
    const sound = wish && isSound(wish, this.#motions.length) ? wish : null;
    const allowed = this.#motions.map((motion, j) => allowSpeed(this.#wishedSpeed(sound, j), this.#inputOf(motion, j)));
    const wanted = allowed.map(({ speed_radps }) => speed_radps);
    const { isClear, between, speedShare } = this.#lookAhead(wanted);
    this.#speedShare = speedShare;
    const speeds = isClear ? wanted : this.#clearPartOf(wanted);
    const limitedBy = allowed.map(({ by }, j) => (speeds[j] === wanted[j] ? by : 'obstacle'));
    return this.#send(speeds, limitedBy, between);
  }

  /** Brakes the joints that would bring the arm too near to something, and lets the others move on. */
  #clearPartOf(wanted: readonly number[]): readonly number[] {
    const braking = this.#motions.map(({ speed_radps }, j) => this.#braked(speed_radps, j));
    return wanted.reduce<readonly number[]>((speeds, speed, j) => {
      const more = speeds.with(j, speed);
      return this.#lookAhead(more).isClear ? more : speeds;
    }, braking);
  }

  #lookAhead(speeds_radps: readonly number[]) {
    return lookAhead(this.#twin, this.goals_rad, speeds_radps, this.#limits, this.#tick_s);
  }

  #send(speeds_radps: readonly number[], limitedBy: readonly (string | null)[], obstacle: Sent['obstacle']): Sent {
    this.#sinceTorque_s += this.#tick_s;
    this.#motions = this.#motions.map((motion, j) => {
      const speed_radps = speeds_radps[j]!;
      return { ...motion, speed_radps, goal_rad: motion.goal_rad + speed_radps * this.#tick_s };
    });
    return { goals_rad: this.goals_rad, speeds_radps, limitedBy, obstacle };
  }

  /** The speed that brings the goal to the wish without overshooting it. */
  #wishedSpeed(wish: Wish | null, j: number): number {
    const { goal_rad, speed_radps } = this.#motions[j]!;
    if (!wish) return this.#braked(speed_radps, j);
    const along_radps = wish.speeds_radps?.[j] ?? 0;
    const behind_rad = wish.goals_rad[j]! - along_radps * this.#tick_s - goal_rad;
    const { maxAcceleration_radps2 } = this.#limits[j]!;
    const catchUp_radps = speedToStopWithin(Math.abs(behind_rad), maxAcceleration_radps2, this.#tick_s);
    return along_radps + Math.sign(behind_rad) * catchUp_radps;
  }

  #braked(speed_radps: number, j: number): number {
    return braked(speed_radps, this.#limits[j]!.maxAcceleration_radps2, this.#tick_s);
  }

  #inputOf(motion: JointMotion, j: number) {
    return {
      motion,
      limits: this.#limits[j]!,
      tick_s: this.#tick_s,
      sinceTorque_s: this.#sinceTorque_s,
      speedShare: this.#speedShare,
    };
  }
}

/** Whether a wish has a finite goal, and speed, for every joint. */
export function isSound({ goals_rad, speeds_radps = goals_rad }: Wish, joints: number): boolean {
  return [goals_rad, speeds_radps].every((values) => values.length === joints && values.every(Number.isFinite));
}
