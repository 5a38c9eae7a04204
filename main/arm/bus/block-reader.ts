import type { Packet, Reply } from '../codecs/packet.ts';
import { read, syncRead } from '../codecs/requests.ts';
import type { Block } from './feedback.ts';
import type { Requester } from './requester.ts';

/** Fast reads that may fail in a row before plain ones are used for good: old firmware does not know them. */
const FAST_FAILURES = 3;

/** After so many losses in a row a servo is asked more rarely, so that it does not slow the others down. */
const SILENT_AFTER = 5;
const SILENT_PERIOD = 20;

/** Reads the same registers of many servos, by the quickest means that the bus understands. */
export class BlockReader {
  readonly #requester: Requester;
  #fastFailures = 0;
  #reads = 0;

  constructor(requester: Requester) {
    this.#requester = requester;
  }

  /** @returns the sound answers by id, which may not be all. */
  async read(ids: readonly number[], block: Block): Promise<Map<number, Reply>> {
    const asked = this.#worthAsking(ids);
    if (this.#requester.protocol === 'feetech-scs') return this.#readEach(asked, block);
    const replies = await this.#readFast(asked, block);
    const plainly = asked.filter((id) => !replies.has(id));
    for (const [id, reply] of await this.#readTogether(plainly, block, replies.size > 0)) replies.set(id, reply);
    // Servos answer in turn: one that is silent can silence all behind it, so it comes last.
    const [silent, ...behind] = plainly.filter((id) => !replies.has(id));
    if (silent === undefined) return replies;
    return new Map([...replies, ...(await this.#readTogether([...behind, silent], block, true))]);
  }

  /** All in one frame, which is spoilt if one of them is silent. */
  async #readFast(ids: readonly number[], block: Block): Promise<Map<number, Reply>> {
    const { codec, protocol, statistics } = this.#requester;
    const sound = ids.every((id) => statistics.silentFor(id) === 0);
    if (protocol !== 'dynamixel-2' || this.#fastFailures >= FAST_FAILURES || !sound) return new Map();
    const replies = await this.#ask(syncRead(codec, ids, block.address, block.bytes, true), ids, block, false);
    this.#fastFailures = replies.size > 0 ? 0 : this.#fastFailures + 1;
    return replies;
  }

  async #readTogether(ids: readonly number[], block: Block, repeated: boolean): Promise<Map<number, Reply>> {
    if (ids.length === 0) return new Map();
    return this.#ask(syncRead(this.#requester.codec, ids, block.address, block.bytes), ids, block, repeated);
  }

  /** One after another: the SCS series has no sync read. */
  async #readEach(ids: readonly number[], block: Block): Promise<Map<number, Reply>> {
    const replies = new Map<number, Reply>();
    for (const id of ids) {
      const request = read(this.#requester.codec, id, block.address, block.bytes);
      for (const reply of (await this.#ask(request, [id], block, false)).values()) replies.set(id, reply);
    }
    return replies;
  }

  async #ask(request: Packet, expect: readonly number[], block: Block, repeated: boolean): Promise<Map<number, Reply>> {
    const outcome = await this.#requester.exchange({ request, expect, dataLength: block.bytes }, repeated);
    return new Map([...outcome.replies].filter(([, reply]) => reply.data.length === block.bytes));
  }

  #worthAsking(ids: readonly number[]): number[] {
    const { statistics } = this.#requester;
    const seldom = this.#reads++ % SILENT_PERIOD !== 0;
    const sound = ids.filter((id) => statistics.silentFor(id) === 0);
    const doubtful = ids.filter((id) => statistics.silentFor(id) > 0);
    const due = doubtful.filter((id) => !seldom || statistics.silentFor(id) < SILENT_AFTER);
    return [...sound, ...due];
  }
}
