import { frameKey, isNews, type HostFrame } from '../../contracts/rpc/messages.ts';

/** More news than this is forgotten by a window that is hidden for long, the oldest first. */
const NEWS_KEPT = 1_000;

interface Sent {
  readonly frame: HostFrame;
  readonly done: () => void;
}

/**
 * Lets at most one frame of a key be under way to a window. What comes meanwhile waits: of news all, of anything else
 * only the latest. A window that is slow or hidden gets fewer frames, and whoever makes them need not wait.
 */
export class FrameGate {
  readonly #post: (key: string, frame: HostFrame) => void;
  /** By key, the one under way first, then those that wait, oldest first. */
  readonly #frames = new Map<string, [Sent, ...Sent[]]>();

  constructor(post: (key: string, frame: HostFrame) => void) {
    this.#post = post;
  }

  /** @returns settles when the window has dealt with the frame, or it was dropped for later ones. */
  send(frame: HostFrame): Promise<void> {
    return new Promise((done) => {
      const key = frameKey(frame);
      const frames = this.#frames.get(key);
      if (!frames) return this.#dispatch(key, [{ frame, done }]);
      const kept = isNews(frame) ? NEWS_KEPT - 1 : 0;
      for (const dropped of frames.splice(1, Math.max(0, frames.length - 1 - kept))) dropped.done();
      frames.push({ frame, done });
    });
  }

  /** The window has dealt with the frame of this key. */
  received(key: string): void {
    const [underWay, next, ...waiting] = this.#frames.get(key) ?? [];
    this.#frames.delete(key);
    underWay?.done();
    if (next) this.#dispatch(key, [next, ...waiting]);
  }

  #dispatch(key: string, frames: [Sent, ...Sent[]]): void {
    this.#frames.set(key, frames);
    this.#post(key, frames[0].frame);
  }
}
