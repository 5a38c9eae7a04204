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

/** How long to insist on an answer before its servo counts as silent. */
export interface Persistence {
  /** Times that the request is sent, at least. */
  readonly attempts: number;
  /** Meanwhile it is sent again, now and then. Damage ends it: who answers damaged is there, and not held up. */
  readonly patience_ms: number;
}
export const ONCE: Persistence = { attempts: 1, patience_ms: 0 };
/** Of a tick, for which all joints wait. */
export const BRIEFLY: Persistence = { attempts: 3, patience_ms: 0 };
/** Of setting up: a busy computer may hold up an answer for a while, and to give up would be worse than to wait. */
export const PATIENTLY: Persistence = { attempts: 3, patience_ms: 500 };
/** Deadline of a request that is sent for patience's sake. */
const LISTENS_ms = 50;

/** What came of insisting: the damage counts only where there is no reply. */
interface Sought {
  readonly reply: Reply | undefined;
  readonly damaged: number;
}

/** Sends requests one after another, again where an answer fails to come, and keeps count. */
export class Requester {
  readonly codec: Codec;
  readonly protocol: Protocol;
  readonly statistics = new Statistics();
  readonly #line: Line;
  readonly #clock: Clock;
  readonly #name: string;
  #closed: WorkbenchError | null | undefined;
  readonly #turns = new Turns();

  constructor(link: ByteLink, protocol: Protocol, clock: Clock) {
    this.codec = codecs[protocol];
    this.protocol = protocol;
    this.#clock = clock;
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
  async ask(id: number, request: Packet, dataLength: number, doing: string, persistence: Persistence): Promise<Reply> {
    const { reply, damaged } = await this.seek({ request, expect: [id], dataLength }, persistence);
    if (!reply) throw noAnswer(id, doing, damaged);
    return this.#accepted(reply, doing);
  }

  /** The answer of one servo, if it comes. @throws WorkbenchError `link-lost`. */
  async seek(exchange: Exchange, { attempts, patience_ms }: Persistence): Promise<Sought> {
    const end_ms = this.#clock.now_ms() + patience_ms;
    let damaged = 0;
    for (let sent = 0; sent < attempts || (damaged === 0 && this.#clock.now_ms() < end_ms); sent++) {
      const atLeast_ms = sent < attempts ? 0 : LISTENS_ms;
      const outcome = await this.exchange({ ...exchange, atLeast_ms }, sent > 0);
      const [reply] = outcome.replies.values();
      damaged += outcome.damaged;
      if (reply) return { reply, damaged };
    }
    return { reply: undefined, damaged };
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
