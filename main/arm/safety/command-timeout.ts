/** Whoever commands must be heard at least this often: then the arm brakes. */
export const COMMAND_TIMEOUT_ms = 100;

/** Watches whether whoever commands is still there. */
export class CommandWatch {
  #heard_ms: number;

  constructor(now_ms: number) {
    this.#heard_ms = now_ms;
  }

  /** A sign of life. */
  heard(now_ms: number): void {
    this.#heard_ms = Math.max(this.#heard_ms, now_ms);
  }

  /**
   * Asked at every tick. One that begins late by more than a period tells that this process was held up: it sent no goals
   * meanwhile, and heard and told nobody anything. That is no silence of whoever commands.
   * @param tick_ms until the next look: braking begins before the time is over, not after
   */
  isSilent(now_ms: number, tick_ms: number, late_ms: number): boolean {
    if (late_ms > tick_ms) this.heard(Math.min(now_ms, this.#heard_ms + late_ms));
    return now_ms - this.#heard_ms + tick_ms > COMMAND_TIMEOUT_ms;
  }
}
