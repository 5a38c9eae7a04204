import { frameKey, isNews } from '../../contracts/rpc/messages.ts';
import type { StreamFrame } from '../../contracts/stream.ts';

/** More news than this is forgotten by a window that is hidden for long, the oldest first. */
const NEWS_KEPT = 1_000;

/**
 * Lets at most one frame of a key be under way to a window. What comes meanwhile waits: of news all, of anything else
 * only the latest. A window that is slow or hidden gets fewer frames, and whoever makes them never waits.
 */
export class FrameGate {
  readonly #post: (key: string, frame: StreamFrame) => void;
  /** By key, as long as one is under way: what waits, oldest first. */
  readonly #waiting = new Map<string, StreamFrame[]>();

  constructor(post: (key: string, frame: StreamFrame) => void) {
    this.#post = post;
  }

  send(frame: StreamFrame): void {
    const key = frameKey(frame);
    const waiting = this.#waiting.get(key);
    if (!waiting) return this.#dispatch(key, frame, []);
    if (!isNews(frame)) waiting.length = 0;
    waiting.push(frame);
    if (waiting.length > NEWS_KEPT) waiting.shift();
  }

  /** The window has dealt with the frame of this key. */
  received(key: string): void {
    const waiting = this.#waiting.get(key) ?? [];
    const next = waiting.shift();
    this.#waiting.delete(key);
    if (next) this.#dispatch(key, next, waiting);
  }

  #dispatch(key: string, frame: StreamFrame, waiting: StreamFrame[]): void {
    this.#waiting.set(key, waiting);
    this.#post(key, frame);
  }
}
