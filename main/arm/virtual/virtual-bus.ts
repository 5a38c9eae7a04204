import { Random } from '../../../contracts/random.ts';
import { type Clock, systemClock } from '../clock.ts';
import { codecs } from '../codecs/index.ts';
import type { Codec, Packet } from '../codecs/packet.ts';
import type { ByteLink } from '../links/byte-link.ts';
import type { Protocol } from '../servos/servo-model.ts';
import { type Answer, answersTo } from './answers.ts';
import type { Bench } from './bench.ts';
import type { Faults } from './faults.ts';
import type { VirtualServo } from './virtual-servo.ts';

/** Start bit, eight data bits, stop bit. */
const BITS_PER_BYTE = 10;

/** How often the arm moves on while nobody asks. */
const PERIOD_ms = 20;

export interface VirtualBusOptions {
  readonly protocol: Protocol;
  readonly servos: readonly VirtualServo[];
  readonly bench: Bench;
  readonly faults: Faults;
  readonly clock?: Clock;
  /** Of the generator that decides which answers are lost, late and damaged. */
  readonly seed?: number;
}

/** Servos that answer real packets over links, in the time that the wire and they themselves would take. */
export class VirtualBus {
  readonly protocol: Protocol;
  readonly servos: readonly VirtualServo[];
  readonly bench: Bench;
  /** What goes wrong; may be changed at any time. */
  readonly faults: Faults;
  readonly #codec: Codec;
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #links = new Set<ByteLink>();
  #cancelTick = () => {};

  constructor({ protocol, servos, bench, faults, clock = systemClock, seed = 0 }: VirtualBusOptions) {
    this.protocol = protocol;
    this.servos = servos;
    this.bench = bench;
    this.faults = faults;
    this.#codec = codecs[protocol];
    this.#clock = clock;
    this.#random = new Random(seed);
    this.#tick();
  }

  /**
   * The servos listen on this link from now on.
   * @param baud_bps the sender's rate, where it can be told: servos set to another one are deaf to it.
   */
  attach(link: ByteLink, baud_bps: () => number | null): void {
    const parser = this.#codec.parser();
    this.#links.add(link);
    link.onClosed(() => this.#links.delete(link));
    link.onBytes((bytes) => {
      if (this.faults.echo) this.#write(link, bytes);
      for (const packet of parser.push(bytes)) this.#receive(link, packet, baud_bps());
    });
  }

  /** Pulls the plug of every link. */
  async unplug(): Promise<void> {
    await Promise.all([...this.#links].map((link) => link.close()));
  }

  async close(): Promise<void> {
    this.#cancelTick();
    await this.unplug();
    this.bench.dispose();
  }

  #tick(): void {
    this.bench.advanceTo(this.#clock.now_ms() / 1000);
    this.#cancelTick = this.#clock.after(PERIOD_ms, () => this.#tick());
  }

  #receive(link: ByteLink, packet: Packet, baud_bps: number | null): void {
    this.bench.advanceTo(this.#clock.now_ms() / 1000);
    const hearing = this.servos.filter((servo) => this.#hears(servo, baud_bps));
    for (const servo of hearing) servo.hear();
    const byte_ms = (BITS_PER_BYTE * 1000) / (baud_bps ?? link.baud_bps);
    let due_ms = this.#codec.encode(packet).length * byte_ms;
    for (const answer of answersTo(packet, hearing, this.#codec)) {
      due_ms += answer.delay_ms + answer.frame.length * byte_ms;
      this.#send(link, answer, due_ms);
    }
  }

  #hears(servo: VirtualServo, baud_bps: number | null): boolean {
    const { missing, wrongBaud } = this.faults;
    if (!servo.awake || missing.has(servo.id) || wrongBaud.has(servo.id)) return false;
    return baud_bps === null || servo.memory.model.baudRates_bps[servo.memory.get('baudRate')] === baud_bps;
  }

  #send(link: ByteLink, answer: Answer, due_ms: number): void {
    const { lost, late, lateBy_ms } = this.faults;
    if (this.#random.uniform() < lost) return;
    const frame = this.#disturbed(answer);
    const delay_ms = due_ms + (this.#random.uniform() < late ? lateBy_ms : 0);
    this.#clock.after(delay_ms, () => this.#write(link, frame));
  }

  #disturbed({ frame, id }: Answer): Uint8Array {
    // Two servos with one id drive the wire at once; they agree up to what they measure, so not in the checksum.
    const collides = id !== null && this.faults.duplicate.has(id);
    if (!collides && this.#random.uniform() >= this.faults.damaged) return frame;
    const disturbed = Uint8Array.from(frame);
    const at = collides ? frame.length - 1 : this.#random.integer(frame.length);
    disturbed[at]! ^= 1 << this.#random.integer(8);
    return disturbed;
  }

  #write(link: ByteLink, bytes: Uint8Array): void {
    // Who does not take the answer is gone, and the link says so.
    link.write(bytes).catch(() => {});
  }
}
