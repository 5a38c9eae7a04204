/** The training time of a run: that of earlier sessions and of this one, pauses left out. */
export class Clock {
  readonly #before_s: number;
  readonly #startedAt_ms = performance.now();
  #paused_ms = 0;

  /** @param before_s training time of the sessions before. */
  constructor(before_s: number) {
    this.#before_s = before_s;
  }

  /** Over all sessions. */
  get wall_s(): number {
    return this.#before_s + this.session_s;
  }

  get session_s(): number {
    return (performance.now() - this.#startedAt_ms - this.#paused_ms) / 1000;
  }

  /** Waits for `pause`, which does not count. */
  async without(pause: Promise<void>): Promise<void> {
    const pausedAt_ms = performance.now();
    await pause;
    this.#paused_ms += performance.now() - pausedAt_ms;
  }
}
