import type { Recording } from '../../../../contracts/arm.ts';

const MAX_s = 600;

/** Keeps the poses of an arm that is led by hand. */
export class Recorder {
  readonly #joints: readonly string[];
  readonly #times_s: number[] = [];
  readonly #poses_rad: number[][] = [];

  constructor(joints: readonly string[]) {
    this.#joints = joints;
  }

  /** @param time_s rising; what is later than ten minutes is left out */
  add(time_s: number, pose_rad: readonly number[]): void {
    const start_s = this.#times_s[0] ?? time_s;
    if (time_s - start_s > MAX_s) return;
    this.#times_s.push(time_s);
    this.#poses_rad.push([...pose_rad]);
  }

  /** Null if there was no time for a motion. */
  recording(): Recording | null {
    if (this.#times_s.length < 2) return null;
    const start_s = this.#times_s[0]!;
    return {
      joints: [...this.#joints],
      times_s: this.#times_s.map((time) => time - start_s),
      poses_rad: this.#poses_rad,
    };
  }
}
