import type { Wish } from '../../safety/guard.ts';
import { along, type Path } from './path.ts';
import type { Source, SourceInput } from './source.ts';

/** A policy decides 25 times a second. */
export const POLICY_PERIOD_s = 0.04;

/** Targets of a policy, joined: each is reached when the next one is due. */
export class PolicyTargets implements Source {
  readonly mode = 'policy';
  readonly isCommanded = true;
  #path: Path;
  #target_rad: readonly number[];
  #isNew = false;

  constructor(present_rad: readonly number[]) {
    this.#target_rad = present_rad;
    this.#path = { times_s: [0], poses_rad: [present_rad] };
  }

  aim(target_rad: readonly number[]): void {
    this.#target_rad = target_rad;
    this.#isNew = true;
  }

  wish({ time_s, tick_s }: SourceInput): Wish {
    if (this.#isNew) {
      const begin_s = time_s - tick_s;
      const from = along(this.#path, begin_s).goals_rad;
      this.#path = { times_s: [begin_s, begin_s + POLICY_PERIOD_s], poses_rad: [from, this.#target_rad] };
      this.#isNew = false;
    }
    return along(this.#path, time_s);
  }
}
