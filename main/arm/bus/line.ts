import type { Clock } from '../clock.ts';
import type { FrameParser } from '../codecs/frame-parser.ts';
import type { Codec, Packet } from '../codecs/packet.ts';
import type { ByteLink } from '../links/byte-link.ts';
import { Answers, type Exchange, type Outcome } from './exchange.ts';
import { RoundTripTimer } from './round-trip-timer.ts';

/** Start bit, eight data bits, stop bit. */
const BITS_PER_BYTE = 10;

/** How long a servo may take before it answers: the longest that its register allows, 254 · 2 µs, and some work. */
const RETURN_DELAY_ms = 0.6;

/** How long after its deadline an answer may still come. */
const OVERDUE_ms = 50;

/** One exchange after another over a link; the bus sees to it that they do not overlap. */
export class Line {
  /** Whether the adapter hands back what it sends. */
  echoes = false;
  readonly #link: ByteLink;
  readonly #codec: Codec;
  readonly #clock: Clock;
  readonly #timer: RoundTripTimer;
  readonly #parser: FrameParser;
  /** Requests whose answers were given up but may still come, by the id of who owes them. */
  readonly #overdue = new Map<number, string>();
  #receive: (packets: readonly Packet[]) => void = () => {};

  constructor(link: ByteLink, codec: Codec, clock: Clock) {
    this.#link = link;
    this.#codec = codec;
    this.#clock = clock;
    this.#timer = new RoundTripTimer(link.latency_ms);
    this.#parser = codec.parser();
    link.onBytes((bytes) => this.#receive(this.#parser.push(bytes)));
  }

  /**
   * Sends a request and collects the answers until all are there or their deadline has passed.
   * @param repeated whether the same was sent just before.
   * @throws WorkbenchError `link-lost`.
   */
  async exchange(exchange: Exchange, repeated: boolean): Promise<Outcome> {
    await this.#letOverdueAnswersPass(exchange);
    this.#parser.reset();
    const damagedBefore = this.#parser.damaged;
    const start_ms = this.#clock.now_ms();
    const answers = new Answers(exchange, this.#codec, this.echoes);
    await Promise.all([this.#collect(answers, this.#deadline_ms(exchange)), this.#send(exchange)]);
    const duration_ms = this.#clock.now_ms() - start_ms;
    this.#learn(exchange, answers, duration_ms, repeated);
    return { replies: answers.replies, damaged: this.#parser.damaged - damagedBefore, duration_ms };
  }

  #send({ request }: Exchange): Promise<void> {
    return this.#link.write(this.#codec.encode(request));
  }

  /** Resolves when all answers are there, or after the deadline. */
  #collect(answers: Answers, deadline_ms: number): Promise<void> {
    if (answers.complete) return Promise.resolve();
    return new Promise((resolve) => {
      const finish = () => {
        this.#receive = () => {};
        resolve();
      };
      // Once more round the event loop: when it was this process that was late, the answer is here already.
      let cancel = this.#clock.after(deadline_ms, () => {
        cancel = this.#clock.after(0, () => {
          answers.take(this.#parser.flush());
          finish();
        });
      });
      this.#receive = (packets) => {
        answers.take(packets);
        if (!answers.complete) return;
        cancel();
        finish();
      };
    });
  }

  #deadline_ms(exchange: Exchange): number {
    const due_ms = this.#wire_ms(exchange) + exchange.expect.length * RETURN_DELAY_ms + this.#timer.allowance_ms;
    return Math.max(due_ms, exchange.atLeast_ms ?? 0);
  }

  #wire_ms({ request, expect, dataLength }: Exchange): number {
    const sent = this.#codec.encode(request).length * (this.echoes ? 2 : 1);
    const received = expect.length * (this.#codec.replyOverhead + dataLength);
    return ((sent + received) * BITS_PER_BYTE * 1000) / this.#link.baud_bps;
  }

  #learn(exchange: Exchange, answers: Answers, duration_ms: number, repeated: boolean): void {
    const owing = exchange.expect.filter((id) => !answers.replies.has(id));
    // After a repetition the answer may be that to the first, and the second one still to come.
    for (const id of repeated ? exchange.expect : owing) this.#overdue.set(id, keyOf(exchange));
    if (owing.length > 0 && !exchange.optional) this.#timer.lost();
    else if (owing.length === 0 && !repeated && exchange.expect.length > 0)
      this.#timer.answered(duration_ms - this.#wire_ms(exchange));
  }

  /** A late answer to another question must not be taken for one to this: waits until it has had its time. */
  async #letOverdueAnswersPass(exchange: Exchange): Promise<void> {
    const key = keyOf(exchange);
    if (exchange.expect.every((id) => (this.#overdue.get(id) ?? key) === key)) return;
    await new Promise<void>((resolve) => this.#clock.after(OVERDUE_ms, resolve));
    this.#overdue.clear();
  }
}

/** Which answers are as good as this exchange's: those to the same question. */
function keyOf({ request, dataLength }: Exchange): string {
  return `${request.parameters.subarray(0, 2).join()} ${dataLength}`;
}
