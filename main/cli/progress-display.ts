import { styleText } from 'node:util';
import type { Sink } from './output.ts';
import { progressBarLine, progressLogLine, type Gauge } from './progress-line.ts';

const REDRAW_MS = 100;
const LOG_EVERY_MS = 5_000;
/** To the beginning of the line, and nothing left of it. */
export const CLEAR_LINE = '\r\u001B[K';

/** Shows progress: a bar redrawn in place on a terminal, else a line every few seconds. */
export class ProgressDisplay {
  readonly #sink: Sink;
  readonly #label: string;
  readonly #now_ms: () => number;
  #last: Gauge | null = null;
  #shown_ms = -Infinity;
  #drawn = false;

  constructor(sink: Sink, label: string, now_ms: () => number = () => performance.now()) {
    this.#sink = sink;
    this.#label = label;
    this.#now_ms = now_ms;
  }

  update(gauge: Gauge): void {
    this.#last = gauge;
    const now_ms = this.#now_ms();
    if (now_ms - this.#shown_ms < (this.#sink.isTTY ? REDRAW_MS : LOG_EVERY_MS)) return;
    this.#shown_ms = now_ms;
    if (this.#sink.isTTY) this.#draw(gauge);
    else this.#sink.write(`${progressLogLine(this.#label, gauge)}\n`);
  }

  /** A line that stays, above the bar. */
  say(text: string): void {
    this.#clear();
    this.#sink.write(`${text}\n`);
    if (this.#sink.isTTY && this.#last) this.#draw(this.#last);
  }

  /** Removes the bar. */
  end(): void {
    this.#clear();
  }

  #draw(gauge: Gauge): void {
    // One column short: a full line would wrap, and could not be redrawn in place.
    const line = progressBarLine(this.#label, gauge, (this.#sink.columns ?? 80) - 1);
    this.#sink.write(CLEAR_LINE + line.replace(/[█▏▎▍▌▋▊▉]+/u, (filled) => styleText('cyan', filled)));
    this.#drawn = true;
  }

  #clear(): void {
    if (this.#drawn) this.#sink.write(CLEAR_LINE);
    this.#drawn = false;
  }
}
