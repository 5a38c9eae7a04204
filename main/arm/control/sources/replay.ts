import type { Recording } from '../../../../contracts/arm.ts';
import type { Wish } from '../../safety/guard.ts';
import { along, duration_s, pathThrough, type Path } from './path.ts';
import type { Source, SourceInput } from './source.ts';

const RAMP_SPEED_radps = 0.5;

/** Goes slowly to where a recording begins, then moves as it was recorded. */
export class Replay implements Source {
  readonly mode = 'replay';
  readonly isCommanded = true;
  readonly #path: Path;

  /** @param speed 1 is as it was recorded */
  constructor({ times_s, poses_rad }: Recording, present_rad: readonly number[], speed: number) {
    const ramp = pathThrough([present_rad, poses_rad[0]!], RAMP_SPEED_radps);
    const begin_s = duration_s(ramp);
    this.#path = {
      times_s: [0, ...times_s.map((time) => begin_s + (time - times_s[0]!) / speed)],
      poses_rad: [present_rad, ...poses_rad],
    };
  }

  wish({ time_s }: SourceInput): Wish {
    return along(this.#path, time_s);
  }

  isDone({ time_s }: SourceInput): boolean {
    return time_s > duration_s(this.#path);
  }
}
