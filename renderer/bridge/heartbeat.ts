import type { ArmApi } from '../../contracts/arm-api.ts';
import type { Port } from '../../contracts/port.ts';
import { encodeMessage } from '../../contracts/rpc/codec.ts';

/** The arm's host brakes when it has heard nothing of whoever moves the arm for 100 ms. */
export const BEAT_ms = 35;

/** A call that asks for no answer. */
const call = (method: keyof ArmApi) => encodeMessage({ t: 'q', m: method, a: [] });
const ALIVE = call('alive');
const HOLD = call('hold');

/**
 * Tells the arm's host that the page lives, for a page that may be held up by its drawing: the page only has to show itself
 * within its patience. One that does not is taken to hang, and the arm is held.
 */
export class Heartbeat {
  readonly #host: Port;
  readonly #now_ms: () => number;
  #patience_ms: number | null = null;
  #heard_ms = 0;

  constructor(host: Port, now_ms: () => number = () => performance.now()) {
    this.#host = host;
    this.#now_ms = now_ms;
  }

  /** A sign of life of the page. */
  heard(): void {
    this.#heard_ms = this.#now_ms();
  }

  /** The page moves the arm, and shows itself at least this often; null: it moves it no more. */
  setPatience(patience_ms: number | null): void {
    this.#patience_ms = patience_ms;
    this.heard();
  }

  /** To be called every `BEAT_ms`. @returns whether the arm was just held for the silence of the page */
  beat(): boolean {
    if (this.#patience_ms === null) return false;
    const isSilent = this.#now_ms() - this.#heard_ms > this.#patience_ms;
    if (isSilent) this.#patience_ms = null;
    this.#host.postMessage(isSilent ? HOLD : ALIVE);
    return isSilent;
  }
}
