import type { Quality } from './quality.ts';

/** Animation frames tremble: one that comes this much early is due all the same. */
const TREMBLE_ms = 4;
/** How soon to ask again whether a picture is finished. */
export const ASK_AGAIN_ms = 12;
/** The first picture takes seconds, while shaders are compiled; the next shall not wait for many times that. */
const LONGEST_PAUSE_ms = 1500;

/**
 * When the next picture may be drawn: at a limited rate and, where the cores that train also draw, for a limited share
 * of the time. What a picture cost is known when the graphics driver reports it finished, which is asked for without
 * waiting.
 */
export class PicturePace {
  readonly #context: WebGL2RenderingContext;
  readonly #quality: Quality;
  readonly #onFinished: () => void;
  #begun_ms = -Infinity;
  #next_ms = -Infinity;
  #unfinished: WebGLSync | null = null;

  /** @param onFinished a picture that took a share of the cores is finished, before the next one may begin. */
  constructor(context: WebGL2RenderingContext, quality: Quality, onFinished: () => void) {
    this.#context = context;
    this.#quality = quality;
    this.#onFinished = onFinished;
  }

  /** @returns 0 if a picture may be drawn now; else when to ask again. */
  wait_ms(now_ms: number): number {
    if (this.isDrawing(now_ms)) return ASK_AGAIN_ms;
    return Math.max(0, this.#next_ms - now_ms);
  }

  /** Whether the last picture is not finished yet. */
  isDrawing(now_ms: number): boolean {
    if (!this.#unfinished) return false;
    if (!this.#isFinished(this.#unfinished)) return true;
    const cost_ms = now_ms - this.#begun_ms;
    const pause_ms = Math.min(LONGEST_PAUSE_ms, cost_ms / this.#quality.maxShare - cost_ms);
    this.#next_ms = Math.max(this.#next_ms, now_ms + pause_ms);
    this.#context.deleteSync(this.#unfinished);
    this.#unfinished = null;
    if (!this.#context.isContextLost()) this.#onFinished();
    return false;
  }

  /** A picture has been asked for at `now_ms`. */
  begun(now_ms: number): void {
    this.#begun_ms = now_ms;
    this.#next_ms = now_ms + 1000 / this.#quality.maxRate_Hz - TREMBLE_ms;
    if (this.#quality.maxShare === 1) return;
    this.#unfinished = this.#context.fenceSync(this.#context.SYNC_GPU_COMMANDS_COMPLETE, 0);
    this.#context.flush();
  }

  /** With the graphics context its unfinished picture is lost. */
  #isFinished(picture: WebGLSync): boolean {
    const { SYNC_STATUS, SIGNALED } = this.#context;
    return this.#context.isContextLost() || this.#context.getSyncParameter(picture, SYNC_STATUS) === SIGNALED;
  }
}
