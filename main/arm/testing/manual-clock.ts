import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../clock.ts';

interface Timer {
  readonly at_ms: number;
  readonly run: () => void;
}

/** A clock that stands still until it is told to go on. */
export class ManualClock implements Clock {
  #now_ms = 0;
  readonly #timers = new Set<Timer>();

  now_ms(): number {
    return this.#now_ms;
  }

  after(delay_ms: number, run: () => void): () => void {
    const timer = { at_ms: this.#now_ms + Math.max(0, delay_ms), run };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Lets time pass: timers fire in their order, and whatever waits for them goes on, before this resolves. */
  async advance(duration_ms: number): Promise<void> {
    const end_ms = this.#now_ms + duration_ms;
    await setImmediate();
    for (let timer = this.#next(end_ms); timer; timer = this.#next(end_ms)) await this.#fire(timer);
    this.#now_ms = end_ms;
  }

  /** Lets time pass in which nothing runs, as in a process that is held up: what was due is late. */
  stall(duration_ms: number): void {
    this.#now_ms += duration_ms;
  }

  /** Lets time pass until the promise settles. */
  async settle<T>(promise: Promise<T>): Promise<T> {
    const pending = { now: true };
    const settled = () => (pending.now = false);
    promise.then(settled, settled);
    await setImmediate();
    for (let timer = this.#next(Infinity); pending.now && timer; timer = this.#next(Infinity)) await this.#fire(timer);
    return promise;
  }

  async #fire(timer: Timer): Promise<void> {
    this.#timers.delete(timer);
    this.#now_ms = Math.max(this.#now_ms, timer.at_ms);
    timer.run();
    await setImmediate();
  }

  #next(end_ms: number): Timer | undefined {
    const [first] = [...this.#timers].sort((a, b) => a.at_ms - b.at_ms);
    return first && first.at_ms <= end_ms ? first : undefined;
  }
}
