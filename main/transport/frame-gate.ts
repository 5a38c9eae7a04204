import { frameKey } from '../../contracts/rpc/messages.ts';
import type { StreamFrame } from '../../contracts/stream.ts';

/**
 * Lets at most one frame of a key be under way to a window. What comes meanwhile waits, and only the latest of it: a
 * window that is slow or hidden gets fewer frames, and whoever makes them never waits.
 */
export class FrameGate {
  readonly #post: (key: string, frame: StreamFrame) => void;
  /** By key, as long as one is under way: what waits, if anything. */
  readonly #waiting = new Map<string, StreamFrame | null>();

  constructor(post: (key: string, frame: StreamFrame) => void) {
    this.#post = post;
  }

  send(frame: StreamFrame): void {
    const key = frameKey(frame);
    if (this.#waiting.has(key)) this.#waiting.set(key, frame);
    else this.#dispatch(key, frame);
  }

  /** The window has dealt with the frame of this key. */
  received(key: string): void {
    const next = this.#waiting.get(key);
    this.#waiting.delete(key);
    if (next) this.#dispatch(key, next);
  }

  #dispatch(key: string, frame: StreamFrame): void {
    this.#waiting.set(key, null);
    this.#post(key, frame);
  }
}
