import type { Wish } from '../../safety/guard.ts';
import { along, duration_s, pathThrough, type Path } from './path.ts';
import type { Source, SourceInput } from './source.ts';

const SPEED_radps = 0.6;
const NEAR_rad = 0.05;
/** For what the rules held back on the way. */
const GRACE_s = 2;

/** Moves slowly to rest, whether anyone is there or not. */
export class Park implements Source {
  readonly mode = 'parking';
  readonly isCommanded = false;
  readonly #path: Path;

  /** @param poses_rad on the way; the last one is the rest */
  constructor(present_rad: readonly number[], poses_rad: readonly (readonly number[])[]) {
    this.#path = pathThrough([present_rad, ...poses_rad], SPEED_radps);
  }

  wish({ time_s }: SourceInput): Wish {
    return along(this.#path, time_s);
  }

  isDone(input: SourceInput): boolean {
    const end_s = duration_s(this.#path);
    return input.time_s > end_s && (this.isAtRest(input.goals_rad) || input.time_s > end_s + GRACE_s);
  }

  /** Whether these goals are those of the arm at rest. */
  isAtRest(goals_rad: readonly number[]): boolean {
    return this.#path.poses_rad.at(-1)!.every((angle, j) => Math.abs(goals_rad[j]! - angle) < NEAR_rad);
  }
}
