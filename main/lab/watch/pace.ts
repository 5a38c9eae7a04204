import { setImmediate } from 'node:timers/promises';

/** Lets steps pass at a multiple of real time; whoever cannot keep up is late, and does not catch up. */
export class Pace {
  #speed: number;
  #passedAt_ms = performance.now();
  #wake = (): void => {};

  /** @param speed 1 is real time; 0 holds still. */
  constructor(speed: number) {
    this.#speed = speed;
  }

  get speed(): number {
    return this.#speed;
  }

  set speed(speed: number) {
    this.#speed = speed;
    this.#wake();
  }

  /** Ends a wait at once, for something else to be looked at. */
  interrupt(): void {
    this.#wake();
  }

  /** Waits for the next step to be due. @returns false if something else came first: then wait again. */
  async next(step_s: number): Promise<boolean> {
    const step_ms = (step_s * 1000) / this.#speed;
    const wait_ms = this.#passedAt_ms + step_ms - performance.now();
    if (wait_ms > 0 && (await this.#interrupted(wait_ms))) return false;
    // Even without a wait the thread's messages are read.
    if (wait_ms <= 0) await setImmediate();
    this.#passedAt_ms = Math.max(this.#passedAt_ms + step_ms, performance.now() - step_ms);
    return true;
  }

  async #interrupted(wait_ms: number): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const interrupted = await new Promise<boolean>((resolve) => {
      this.#wake = () => resolve(true);
      if (wait_ms < Infinity) timer = setTimeout(() => resolve(false), wait_ms);
    });
    clearTimeout(timer);
    return interrupted;
  }
}
