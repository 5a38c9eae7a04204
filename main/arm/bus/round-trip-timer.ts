/** On a busy machine an answer may be so much later: to ask twice is worse than to wait. */
const GRANULARITY_ms = 8;

/**
 * How long to wait for an answer beyond its time on the wire, learnt from the answers that came: smoothed mean plus four
 * times the mean deviation, doubled after a loss (RFC 6298, with its gains).
 */
export class RoundTripTimer {
  readonly #greatest_ms: number;
  #mean_ms: number | null = null;
  #deviation_ms = 0;
  #backoff = 1;

  /** @param greatest_ms allowed until something was measured, and at most. */
  constructor(greatest_ms: number) {
    this.#greatest_ms = greatest_ms;
  }

  get allowance_ms(): number {
    if (this.#mean_ms === null) return this.#greatest_ms;
    const learnt_ms = this.#mean_ms + Math.max(GRANULARITY_ms, 4 * this.#deviation_ms);
    return Math.min(this.#greatest_ms, learnt_ms * this.#backoff);
  }

  /** An answer that came to a request sent only once (Karn's rule). @param extra_ms beyond its time on the wire. */
  answered(extra_ms: number): void {
    this.#backoff = 1;
    if (this.#mean_ms === null) {
      this.#mean_ms = extra_ms;
      this.#deviation_ms = extra_ms / 2;
      return;
    }
    this.#deviation_ms += (Math.abs(extra_ms - this.#mean_ms) - this.#deviation_ms) / 4;
    this.#mean_ms += (extra_ms - this.#mean_ms) / 8;
  }

  lost(): void {
    this.#backoff *= 2;
  }
}
