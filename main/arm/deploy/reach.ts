import { setImmediate } from 'node:timers/promises';
import type { ArmDescription } from '../../../contracts/arm-description.ts';
import type { Point } from '../../../contracts/deploy.ts';
import { WorkbenchError } from '../../../contracts/errors.ts';
import { Random } from '../../../contracts/random.ts';
import type { Twin } from '../../../sims/arms/twin.ts';
import { dampedLeastSquares } from '../control/damped-least-squares.ts';
import type { JointLimits } from '../safety/joint-motion.ts';
import { describedLimits, within } from '../safety/limits-of.ts';
import { STOP_m } from '../safety/look-ahead.ts';

const REACHED_m = 0.005;
/** Poses that the search begins at, besides those on the way to rest. */
const STARTS = 12;
const ITERATIONS = 60;
/** Longest step of the search, m: the Jacobian is true only nearby. */
const STEP_m = 0.03;

/**
 * Looks for a pose that brings the tool to a point, within the joints' limits and clear of the table and of itself.
 * Whoever waits for this meanwhile does not wait long: the search pauses often.
 * @throws WorkbenchError `refused` if none is found, telling how near the arm comes
 */
export async function refuseOutOfReach(twin: Twin, arm: ArmDescription, target_m: Point): Promise<void> {
  const search = new Search(twin, arm);
  let nearest_m = Infinity;
  let isBlocked = false;
  for (const start_rad of search.starts_rad) {
    const { pose_rad, distance_m } = search.approach(target_m, start_rad);
    const isClear = twin.clearance(pose_rad).distance_m >= STOP_m;
    if (isClear && distance_m <= REACHED_m) return;
    if (isClear) nearest_m = Math.min(nearest_m, distance_m);
    else isBlocked ||= distance_m <= REACHED_m;
    await setImmediate();
  }
  throw outOfReach(target_m, nearest_m, isBlocked);
}

/** Inverse kinematics of the policy's joints; the others stay as at rest. */
class Search {
  readonly #twin: Twin;
  readonly #limits: readonly JointLimits[];
  readonly #moves: readonly boolean[];
  /** Where it begins: the poses on the way to rest, and some anywhere, always the same. */
  readonly starts_rad: readonly (readonly number[])[];

  constructor(twin: Twin, arm: ArmDescription) {
    const { joints, policyJoints, park_rad } = arm;
    this.#twin = twin;
    this.#limits = describedLimits(arm);
    this.#moves = joints.map(({ name }) => policyJoints.includes(name));
    const random = Random.stream(1, 0);
    const anywhere = () =>
      park_rad[0]!.map((angle, j) => {
        const { low_rad, high_rad } = this.#limits[j]!;
        return this.#moves[j] ? random.between(low_rad, high_rad) : angle;
      });
    this.starts_rad = [...park_rad, ...Array.from({ length: STARTS }, anywhere)];
  }

  approach(target_m: Point, start_rad: readonly number[]): { pose_rad: number[]; distance_m: number } {
    let pose_rad = within(this.#limits, start_rad);
    let distance_m = Infinity;
    for (let i = 0; i < ITERATIONS && distance_m > REACHED_m / 2; i++) {
      const tool_m = this.#twin.toolPosition(pose_rad);
      const [x, y, z] = target_m.map((to, axis) => to - tool_m[axis]!) as [number, number, number];
      distance_m = Math.hypot(x, y, z);
      const share = Math.min(1, STEP_m / distance_m);
      const turn_rad = dampedLeastSquares(this.#jacobian(pose_rad), [share * x, share * y, share * z]);
      pose_rad = within(
        this.#limits,
        pose_rad.map((angle, j) => angle + turn_rad[j]!),
      );
    }
    return { pose_rad, distance_m };
  }

  #jacobian(pose_rad: readonly number[]): [number[], number[], number[]] {
    const [x, y, z] = this.#twin.toolJacobian(pose_rad);
    const moving = (row: readonly number[]) => row.map((value, j) => (this.#moves[j] ? value : 0));
    return [moving(x), moving(y), moving(z)];
  }
}

export function describePoint(point_m: Point): string {
  return `(${point_m.map((value) => value.toFixed(3)).join(', ')}) m`;
}

function outOfReach(target_m: Point, nearest_m: number, isBlocked: boolean): WorkbenchError {
  const why = isBlocked
    ? 'there the arm would touch the table or itself'
    : `the arm comes within ${Math.round(100 * nearest_m)} cm of it`;
  return new WorkbenchError(
    'refused',
    `The target ${describePoint(target_m)} is out of reach: ${why}.`,
    'Place it elsewhere.',
  );
}
