import { goalOf } from '../../../contracts/arm.ts';
import type { ArmDescription } from '../../../contracts/arm-description.ts';
import { policyJointsOf } from '../control/policy-joints.ts';
import type { Moment } from './deployed-arm.ts';

/** Ten minutes at 50 Hz. */
const KEPT = 30_000;

/** How the policy's joints moved, tick by tick. */
export interface MotionTick {
  readonly time_s: number;
  readonly measured_rad: readonly number[];
  readonly velocity_radps: readonly number[];
  /** What was sent right after they were measured. */
  readonly sent_rad: readonly number[];
  /** The arm did not move on from the tick before. */
  readonly isFirst: boolean;
}

/** Keeps how an arm moved under a policy: the first ten minutes. */
export class MotionRecord {
  readonly #arm: ArmDescription;
  readonly #ticks: MotionTick[] = [];
  #isFirst = true;

  constructor(arm: ArmDescription) {
    this.#arm = arm;
  }

  get ticks(): readonly MotionTick[] {
    return this.#ticks;
  }

  add({ time_s, joints }: Moment): void {
    if (this.#ticks.length === KEPT) return;
    const pick = (value: (joint: Moment['joints'][number]) => number) => policyJointsOf(this.#arm, joints.map(value));
    this.#ticks.push({
      time_s,
      measured_rad: pick(({ measured_rad }) => measured_rad),
      velocity_radps: pick(({ velocity_radps }) => velocity_radps),
      sent_rad: pick(goalOf),
      isFirst: this.#isFirst,
    });
    this.#isFirst = false;
  }

  /** What comes next does not follow from what came before, or is looked at by itself. */
  cut(): void {
    this.#isFirst = true;
  }
}
