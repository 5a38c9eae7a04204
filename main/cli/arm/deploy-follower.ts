import type { DeployFrame, DeployTiming, HoldReason, Point } from '../../../contracts/deploy.ts';
import type { ErrorData } from '../../../contracts/errors.ts';

/** Frames, 25 a second, after which an arm that brakes stands still. */
const AT_REST_frames = 8;

/** What became of a target. */
export interface Attempt {
  readonly target_m: Point;
  readonly how: HoldReason | null;
  /** What stopped it. */
  readonly fault: ErrorData | null;
  /** Of the arm at rest. */
  readonly distance_m: number;
  readonly steps: number;
}

/** Follows a deployment by its frames. */
export class DeployFollower {
  /** Of every step of the policy. */
  readonly steps: DeployTiming[] = [];
  #waiting: ((frame: DeployFrame | null) => void) | null = null;

  see(frame: DeployFrame): void {
    if (frame.decision && frame.timing) this.steps.push(frame.timing);
    this.#waiting?.(frame);
  }

  /** Nothing follows. */
  leave(): void {
    this.#waiting?.(null);
  }

  /** Waits until the arm stands still at a target, or was stopped on the way. @returns null if the deployment was ended */
  attempt(target_m: Point): Promise<Attempt | null> {
    let still = 0;
    return new Promise((resolve) => {
      this.#waiting = (frame) => {
        if (!frame) return resolve(null);
        if (frame.target_m?.join() !== target_m.join()) return;
        still = frame.state === 'held' ? still + 1 : 0;
        if (frame.state !== 'fault' && still < AT_REST_frames) return;
        this.#waiting = null;
        const { held, fault, distance_m, step } = frame;
        resolve({ target_m, how: held, fault, distance_m: distance_m ?? Infinity, steps: step });
      };
    });
  }
}
