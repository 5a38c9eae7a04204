import type { WorkbenchError } from '../../../contracts/errors.ts';
import type { Clock } from '../clock.ts';
import { codecs } from '../codecs/index.ts';
import type { Codec, Packet, Reply } from '../codecs/packet.ts';
import { linkLost, type ByteLink } from '../links/byte-link.ts';
import type { Protocol } from '../servos/servo-model.ts';
import { Turns } from '../../turns.ts';
import { noAnswer, refusal } from './errors.ts';
import type { Exchange } from './exchange.ts';
import { Line } from './line.ts';
import { Statistics } from './statistics.ts';

/** Times that a request is sent before its servo counts as silent. */
const ATTEMPTS = 3;

/** Sends requests one after another, again where an answer fails to come, and keeps count. */
export class Requester {
  readonly codec: Codec;
  readonly protocol: Protocol;
  readonly statistics = new Statistics();
  readonly #line: Line;
  readonly #name: string;
  #closed: WorkbenchError | null | undefined;
  readonly #turns = new Turns();

  constructor(link: ByteLink, protocol: Protocol, clock: Clock) {
    this.codec = codecs[protocol];
    this.protocol = protocol;
    this.#name = link.name;
    this.#line = new Line(link, this.codec, clock);
    link.onClosed((reason) => (this.#closed = reason));
  }

  set echoes(echoes: boolean) {
    this.#line.echoes = echoes;
  }

  /**
   * One exchange, when its turn comes. @returns the sound answers.
   * @throws WorkbenchError `link-lost`.
   */
  exchange(exchange: Exchange, repeated = false) {
    return this.#turns.take(() => this.#exchange(exchange, repeated));
  }

  /**
   * A request that may be repeated without harm, and its answer.
   * @param doing what for, as an error says it: 'reading …'.
   * @throws WorkbenchError `no-answer`, `refused` or `link-lost`.
   */
  async ask(id: number, request: Packet, dataLength: number, doing: string): Promise<Reply> {
    let damaged = 0;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const outcome = await this.exchange({ request, expect: [id], dataLength }, attempt > 0);
      const reply = outcome.replies.get(id);
      if (reply) return this.#accepted(reply, doing);
      damaged += outcome.damaged;
    }
    throw noAnswer(id, doing, damaged);
  }

  /** A request that nobody acknowledges. */
  async tell(request: Packet): Promise<void> {
    await this.exchange({ request, expect: [], dataLength: 0 });
  }

  async #exchange(exchange: Exchange, repeated: boolean) {
    if (this.#closed !== undefined) throw this.#closed ?? linkLost(this.#name, 'it is closed');
    const outcome = await this.#line.exchange(exchange, repeated);
    if (this.#closed) throw this.#closed;
    this.statistics.record(exchange, outcome, repeated);
    return outcome;
  }

  #accepted(reply: Reply, doing: string): Reply {
    // Feetech's status byte tells of the servo's health, not of the request.
    const refused = this.protocol === 'dynamixel-2' ? refusal(reply.id, doing, reply.error) : null;
    if (refused) throw refused;
    return reply;
  }
}
