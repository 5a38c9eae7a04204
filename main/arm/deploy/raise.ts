import type { ArmDescription } from '../../../contracts/arm-description.ts';
import { goalOf } from '../../../contracts/arm.ts';
import { WorkbenchError } from '../../../contracts/errors.ts';
import { policyJointsOf } from '../control/policy-joints.ts';
import { along, duration_s, pathThrough, type Path } from '../control/sources/path.ts';
import type { Moment } from './deployed-arm.ts';

const SPEED_radps = 0.6;
/** An arm that stands like this needs not rise; one that has risen stands like this. */
const NEAR_rad = 0.2;
/** For what the rules held back on the way. */
const GRACE_s = 3;

/** The slow way from where an arm is to where a policy begins: the first pose on its way to rest, backwards. */
export class Raise {
  readonly #arm: ArmDescription;
  readonly #path: Path;
  #time_s = 0;

  /** Null if it stands there already. */
  static of(arm: ArmDescription, { joints }: Moment): Raise | null {
    const present_rad = joints.map(goalOf);
    return isNear(arm, present_rad, arm.park_rad[0]!) ? null : new Raise(arm, present_rad);
  }

  private constructor(arm: ArmDescription, present_rad: readonly number[]) {
    const isAtRest = isNear(arm, present_rad, arm.park_rad.at(-1)!);
    const way = isAtRest ? arm.park_rad.toReversed() : [arm.park_rad[0]!];
    this.#arm = arm;
    this.#path = pathThrough([present_rad, ...way], SPEED_radps);
  }

  /**
   * Where the policy's joints shall be after `step_s`; null once the arm is there.
   * @throws WorkbenchError `refused` if it does not get there
   */
  next({ joints }: Moment, step_s: number): number[] | null {
    const end_s = duration_s(this.#path);
    const measured_rad = joints.map((joint) => joint.measured_rad);
    if (this.#time_s > end_s && isNear(this.#arm, measured_rad, this.#path.poses_rad.at(-1)!)) return null;
    if (this.#time_s > end_s + GRACE_s) throw blocked(this.#arm);
    this.#time_s += step_s;
    const { goals_rad } = along(this.#path, this.#time_s);
    return policyJointsOf(this.#arm, goals_rad);
  }
}

function isNear(arm: ArmDescription, pose_rad: readonly number[], other_rad: readonly number[]): boolean {
  const other = policyJointsOf(arm, other_rad);
  return policyJointsOf(arm, pose_rad).every((angle, d) => Math.abs(angle - other[d]!) < NEAR_rad);
}

function blocked({ title }: ArmDescription): WorkbenchError {
  return new WorkbenchError(
    'refused',
    `The ${title} did not get to where its policy begins.`,
    'Look what is in its way, move it by hand or by its sliders, and try again.',
  );
}
