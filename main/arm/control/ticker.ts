import type { TickStatistics } from '../../../contracts/arm.ts';
import type { Clock } from '../clock.ts';
import { TickRecord } from './tick-statistics.ts';

/**
 * Runs an action again and again at a fixed rate. Ticks are due at whole periods from the start, so lateness never adds
 * up. One that falls due while the last is still at work is left out rather than made up for: two in quick succession
 * would move an arm at twice its speed.
 */
export class Ticker {
  readonly #clock: Clock;
  readonly #period_ms: number;
  readonly #action: (late_ms: number) => Promise<void>;
  readonly #record: TickRecord;
  readonly #start_ms: number;
  #number = 0;
  #cancel = () => {};
  #working: Promise<void> = Promise.resolve();
  #isRunning = true;

  /** @param action must not reject; it is told how much later than due it begins */
  constructor(clock: Clock, period_ms: number, action: (late_ms: number) => Promise<void>) {
    this.#clock = clock;
    this.#period_ms = period_ms;
    this.#action = action;
    this.#record = new TickRecord(period_ms);
    this.#start_ms = clock.now_ms();
    this.#schedule();
  }

  statistics(): TickStatistics {
    return this.#record.summary();
  }

  /** Resolves when the tick that is at work has ended; no other begins. */
  async stop(): Promise<void> {
    this.#isRunning = false;
    this.#cancel();
    await this.#working;
  }

  #schedule(): void {
    const due_ms = this.#start_ms + this.#number * this.#period_ms;
    this.#cancel = this.#clock.after(Math.max(0, due_ms - this.#clock.now_ms()), () => {
      // Timers of whole milliseconds may fire early.
      if (this.#clock.now_ms() < due_ms) this.#schedule();
      else this.#working = this.#tick(due_ms);
    });
  }

  async #tick(due_ms: number): Promise<void> {
    const begin_ms = this.#clock.now_ms();
    await this.#action(begin_ms - due_ms);
    const end_ms = this.#clock.now_ms();
    this.#record.add(begin_ms - due_ms, end_ms - begin_ms);
    const next = Math.max(this.#number + 1, Math.ceil((end_ms - this.#start_ms) / this.#period_ms));
    this.#record.miss(next - this.#number - 1);
    this.#number = next;
    if (this.#isRunning) this.#schedule();
  }
}
