import type { Wish } from '../../safety/guard.ts';
import type { Source } from './source.ts';

/** Sliders: each joint goes to its target. */
export class JointJog implements Source {
  readonly mode = 'jog';
  readonly isCommanded = true;
  #targets_rad: readonly number[];

  constructor(targets_rad: readonly number[]) {
    this.#targets_rad = targets_rad;
  }

  aim(targets_rad: readonly number[]): void {
    this.#targets_rad = targets_rad;
  }

  wish(): Wish {
    return { goals_rad: this.#targets_rad };
  }
}
