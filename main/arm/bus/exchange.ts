import type { Codec, Packet, Reply } from '../codecs/packet.ts';

/** A request, and the answers that are due. */
export interface Exchange {
  readonly request: Packet;
  /** Who answers; none for a request that nobody acknowledges. */
  readonly expect: readonly number[];
  /** Bytes of data in each answer. */
  readonly dataLength: number;
  /** Silence is an answer too: it counts as no loss. */
  readonly optional?: boolean;
  /** The deadline is no earlier, whatever answers have taken so far. */
  readonly atLeast_ms?: number;
}

/** What came of an exchange before its deadline. */
export interface Outcome {
  /** Sound answers, by id. */
  readonly replies: ReadonlyMap<number, Reply>;
  /** Frames with a wrong checksum. */
  readonly damaged: number;
  readonly duration_ms: number;
}

/** The answers to one exchange, picked out of the packets that come. */
export class Answers {
  readonly replies = new Map<number, Reply>();
  readonly #exchange: Exchange;
  readonly #codec: Codec;
  #echoAwaited: boolean;

  /** @param echoes whether the adapter hands back what it sends: a Feetech answer may look the same. */
  constructor(exchange: Exchange, codec: Codec, echoes: boolean) {
    this.#exchange = exchange;
    this.#codec = codec;
    this.#echoAwaited = echoes;
  }

  get complete(): boolean {
    return this.replies.size === this.#exchange.expect.length;
  }

  take(packets: readonly Packet[]): void {
    for (const packet of packets) {
      if (this.#echoAwaited && isSame(packet, this.#exchange.request)) this.#echoAwaited = false;
      else for (const reply of this.#codec.replies(packet, this.#exchange.dataLength)) this.#takeReply(reply);
    }
  }

  #takeReply(reply: Reply): void {
    const { expect, dataLength } = this.#exchange;
    // A servo that refuses answers without data.
    const fits = reply.data.length === dataLength || (reply.data.length === 0 && reply.error !== 0);
    if (fits && expect.includes(reply.id)) this.replies.set(reply.id, reply);
  }
}

function isSame(a: Packet, b: Packet): boolean {
  return a.id === b.id && a.instruction === b.instruction && Buffer.compare(a.parameters, b.parameters) === 0;
}
