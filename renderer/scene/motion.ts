import { Quaternion } from 'three';
import { POSE_FLOATS } from '../../contracts/scene.ts';

/** Frames that come further apart than this are single steps, not a film: the arm then moves within `SINGLE_STEP_ms`. */
const LONGEST_INTERVAL_ms = 250;
const SINGLE_STEP_ms = 80;

/**
 * Smooth motion between frames: when a frame arrives, the bodies move from where they are seen to its poses, in the time
 * that frames have lately taken to come. Nothing is allocated after construction.
 */
export class Motion {
  /** What is to be seen now, [bodies · POSE_FLOATS]. */
  readonly poses: Float32Array;
  readonly #from: Float32Array;
  readonly #to: Float32Array;
  #start_ms = 0;
  #interval_ms = SINGLE_STEP_ms;
  #isMoving = false;

  constructor(bodies: number) {
    this.poses = new Float32Array(bodies * POSE_FLOATS);
    this.#from = this.poses.slice();
    this.#to = this.poses.slice();
  }

  /** The poses of a new frame. @param jump show them at once: the first frame, a new episode, a place scrubbed to. */
  push(poses: Float32Array, now_ms: number, jump: boolean): void {
    this.#to.set(poses);
    this.#isMoving = !jump;
    if (jump) {
      this.poses.set(poses);
    } else {
      this.#from.set(this.poses);
      const passed_ms = now_ms - this.#start_ms;
      this.#interval_ms = passed_ms > LONGEST_INTERVAL_ms ? SINGLE_STEP_ms : (this.#interval_ms + passed_ms) / 2;
    }
    this.#start_ms = now_ms;
  }

  /** Brings `poses` up to now. @returns whether there is more motion to come. */
  advance(now_ms: number): boolean {
    if (!this.#isMoving) return false;
    const share = Math.min(1, Math.max(0, (now_ms - this.#start_ms) / this.#interval_ms));
    for (let at = 0; at < this.poses.length; at += POSE_FLOATS) {
      for (let axis = at; axis < at + 3; axis++) {
        this.poses[axis] = this.#from[axis]! + share * (this.#to[axis]! - this.#from[axis]!);
      }
      slerp(this.poses, at + 3, this.#from, this.#to, share);
    }
    this.#isMoving = share < 1;
    return this.#isMoving;
  }
}

/** three's typings ask for plain arrays; the function takes any. */
function slerp(into: Float32Array, at: number, from: Float32Array, to: Float32Array, share: number): void {
  const numbers = (array: Float32Array): number[] => array as unknown as number[];
  Quaternion.slerpFlat(numbers(into), at, numbers(from), at, numbers(to), at, share);
}
