import type { TickStatistics } from '../../../contracts/arm.ts';
import { quantile } from '../../quantile.ts';

/** Ticks that are looked back on: two minutes at 50 Hz. */
const KEPT = 6_000;
const RENEWED_AFTER = 50;

/** How punctual the ticks are. */
export class TickRecord {
  readonly #period_ms: number;
  readonly #late_ms = new Float64Array(KEPT);
  readonly #work_ms = new Float64Array(KEPT);
  #ticks = 0;
  #missed = 0;
  #summary: TickStatistics | null = null;

  constructor(period_ms: number) {
    this.#period_ms = period_ms;
  }

  add(late_ms: number, work_ms: number): void {
    const at = this.#ticks++ % KEPT;
    this.#late_ms[at] = late_ms;
    this.#work_ms[at] = work_ms;
  }

  miss(count: number): void {
    this.#missed += count;
  }

  /** Renewed only every so often: it takes as long as a tick may. */
  summary(): TickStatistics {
    if (!this.#summary || this.#ticks >= this.#summary.ticks + RENEWED_AFTER) this.#summary = this.#summarise();
    return this.#summary;
  }

  #summarise(): TickStatistics {
    const count = Math.min(this.#ticks, KEPT);
    const late = this.#late_ms.slice(0, count).sort();
    const work = this.#work_ms.slice(0, count).sort();
    return {
      period_ms: this.#period_ms,
      ticks: this.#ticks,
      missed: this.#missed,
      median_ms: quantile(late, 0.5),
      p99_ms: quantile(late, 0.99),
      worst_ms: quantile(late, 1),
      work_p99_ms: quantile(work, 0.99),
    };
  }
}
