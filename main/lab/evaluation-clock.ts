import type { EvaluationProgress } from '../../contracts/run.ts';

const TOLD_EVERY_MS = 200;

/** Knows how far an evaluation is and how long it will yet take, and when that is worth telling. */
export class EvaluationClock {
  readonly #episodes: number;
  readonly #now_ms: () => number;
  readonly #began_ms: number;
  #told_ms: number;

  constructor(episodes: number, now_ms: () => number = () => performance.now()) {
    this.#episodes = episodes;
    this.#now_ms = now_ms;
    this.#began_ms = this.#told_ms = now_ms();
  }

  /**
   * @param done episodes that have ended
   * @param underWay how many ended ones those under way are worth
   * @returns null if the last progress was told a moment ago
   */
  progress(done: number, underWay: number): EvaluationProgress | null {
    const now_ms = this.#now_ms();
    if (now_ms < this.#told_ms + TOLD_EVERY_MS) return null;
    this.#told_ms = now_ms;
    const share = Math.min(1, (done + underWay) / this.#episodes);
    const eta_s = share === 0 ? null : ((now_ms - this.#began_ms) * (1 / share - 1)) / 1000;
    return { done, episodes: this.#episodes, share, eta_s };
  }
}
