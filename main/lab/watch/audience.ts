import type { WatchFrame } from '../../../contracts/stream.ts';

/** Often enough: between frames the bodies move smoothly. */
const FRAMES_PER_S = 30;
/** A window that takes no frame for so long is hidden, or hangs. */
const HIDDEN_AFTER_MS = 2_000;

/** The window that watches: it takes one frame at a time, and may look away. */
export class Audience {
  readonly #take: (frame: WatchFrame) => Promise<void>;
  readonly #now_ms: () => number;
  readonly #left = Promise.withResolvers<void>();
  #shown_ms = -Infinity;
  #taking: Promise<void> | null = null;

  /** @param take settles when the window has taken the frame. */
  constructor(take: (frame: WatchFrame) => Promise<void>, now_ms: () => number = () => performance.now()) {
    this.#take = take;
    this.#now_ms = now_ms;
  }

  /** Whether the last frame was taken, and not just now. */
  get isReady(): boolean {
    return this.#taking === null && this.#now_ms() >= this.#shown_ms + 1000 / FRAMES_PER_S;
  }

  /** @param taken called when it is. */
  show(frame: WatchFrame, taken: () => void): void {
    this.#shown_ms = this.#now_ms();
    const free = (): void => {
      this.#taking = null;
      taken();
    };
    this.#taking = this.#take(frame).then(free, free);
  }

  /** The next frame may follow the last one at once. */
  hurry(): void {
    this.#shown_ms = -Infinity;
  }

  /** Settles when somebody looks: at once, unless the last frame has waited for long. */
  async attention(): Promise<void> {
    const isHidden = this.#now_ms() > this.#shown_ms + HIDDEN_AFTER_MS;
    if (this.#taking && isHidden) await Promise.race([this.#taking, this.#left.promise]);
  }

  /** Nothing is shown any more: whoever waits for attention goes on. */
  leave(): void {
    this.#left.resolve();
  }
}
