import type { Clock } from '../clock.ts';
import type { Packet, Reply } from '../codecs/packet.ts';
import { ping, read, reboot, syncWrite, write } from '../codecs/requests.ts';
import type { ByteLink } from '../links/byte-link.ts';
import { findServoModel, servoModels } from '../servos/index.ts';
import { decodeValue, encodeValue } from '../servos/register-value.ts';
import type { Protocol, Register, RegisterName, ServoModel } from '../servos/servo-model.ts';
import { BlockReader } from './block-reader.ts';
import { writeEeprom } from './eeprom.ts';
import { idTaken, noAnswer, notTogether } from './errors.ts';
import { type Block, decodeFeedback, faultsOf, feedbackBlock } from './feedback.ts';
import { BRIEFLY, ONCE, PATIENTLY, type Persistence, type Requester } from './requester.ts';
import type { BusStatistics, ServoBus, ServoFeedback, ServoIdentity } from './servo-bus.ts';
import { ServoTable } from './servo-table.ts';

const DEFAULT_SCAN = Array.from({ length: 20 }, (_, i) => i + 1);

/** Bytes in the answer to a Dynamixel's ping: model number and firmware. */
const DYNAMIXEL_PING_BYTES = 3;

const REBOOT_DEADLINE_ms = 3000;
const REBOOT_PERIOD_ms = 100;

/** The bit of a Dynamixel's error byte that says: read my hardware error. */
const ALERT = 0x80;

/** The servos behind a link; made by `openBus`. */
export class Bus implements ServoBus {
  readonly #link: ByteLink;
  readonly #clock: Clock;
  readonly #requester: Requester;
  readonly #blocks: BlockReader;
  readonly #table: ServoTable;

  constructor(link: ByteLink, requester: Requester, clock: Clock, models: ReadonlyMap<number, ServoModel>) {
    this.#link = link;
    this.#clock = clock;
    this.#requester = requester;
    this.#blocks = new BlockReader(requester);
    this.#table = new ServoTable(models, (id) => this.ping(id));
  }

  get protocol(): Protocol {
    return this.#requester.protocol;
  }

  ping(id: number): Promise<ServoIdentity | null> {
    return this.#identify(id, PATIENTLY);
  }

  async scan(ids: readonly number[] = DEFAULT_SCAN): Promise<ServoIdentity[]> {
    const found = new Map<number, ServoIdentity>();
    const end_ms = this.#clock.now_ms() + PATIENTLY.patience_ms;
    // Who is silent is asked again when all were asked: a computer that was held up may be back by then.
    for (let round = 0; found.size < ids.length && (round < 2 || this.#clock.now_ms() < end_ms); round++) {
      for (const id of ids.filter((id) => !found.has(id))) {
        const identity = await this.#identify(id, ONCE, round > 0);
        if (identity) found.set(id, identity);
      }
    }
    return ids.flatMap((id) => found.get(id) ?? []);
  }

  async read(id: number, name: RegisterName, persistence = PATIENTLY): Promise<number> {
    const register = await this.#table.register(id, name);
    const request = read(this.#requester.codec, id, register.address, register.bytes);
    const { data } = await this.#requester.ask(id, request, register.bytes, `reading '${name}'`, persistence);
    return decodeValue(register, data, this.protocol);
  }

  async write(id: number, name: RegisterName, value: number): Promise<void> {
    if (name === 'id') return this.changeId(id, value);
    const register = await this.#table.writable(id, name, value);
    const request = this.#writeRequest(id, register, value);
    const send = async () => {
      await this.#requester.ask(id, request, 0, `setting '${name}' to ${value}`, PATIENTLY);
    };
    if (register.area === 'ram') return send();
    const locked = await this.#table.hasLock(id);
    await writeEeprom(this, { id, register: name, value, locked, idAfter: id }, send);
  }

  async changeId(id: number, newId: number): Promise<void> {
    const register = await this.#table.writable(id, 'id', newId);
    const locked = await this.#table.hasLock(id);
    if (await this.ping(newId)) throw idTaken(newId);
    await writeEeprom(this, { id, register: 'id', value: newId, locked, idAfter: newId }, async () => {
      // Some firmware acknowledges under the old id, some under the new one: nobody is waited for.
      await this.#requester.tell(this.#writeRequest(id, register, newId));
      if (!(await this.ping(newId))) throw noAnswer(newId, `given this id in place of ${id}`, 0);
    });
    this.#table.forget(id);
  }

  async reboot(id: number): Promise<void> {
    await this.#requester.tell(reboot(id));
    for (let waited_ms = 0; waited_ms < REBOOT_DEADLINE_ms; waited_ms += REBOOT_PERIOD_ms) {
      await new Promise<void>((resolve) => this.#clock.after(REBOOT_PERIOD_ms, resolve));
      if (await this.#identify(id, ONCE)) return;
    }
    throw noAnswer(id, 'it was restarted', 0);
  }

  async syncRead(ids: readonly number[], name: RegisterName): Promise<(number | null)[]> {
    const registers = new Map<number, Register>();
    for (const id of ids) registers.set(id, await this.#table.register(id, name));
    const replies = await this.#readBlocks(registers);
    return ids.map((id) => {
      const reply = replies.get(id);
      return reply ? decodeValue(registers.get(id)!, reply.data, this.protocol) : null;
    });
  }

  async readFeedback(ids: readonly number[]): Promise<(ServoFeedback | null)[]> {
    const models = new Map<number, ServoModel>();
    for (const id of ids) {
      const model = await this.#table.find(id);
      if (model) models.set(id, model);
    }
    const blocks = new Map([...models].map(([id, model]) => [id, feedbackBlock(model)]));
    const feedback = new Map<number, ServoFeedback>();
    for (const [id, reply] of await this.#readBlocks(blocks)) {
      const felt = await this.#completed(decodeFeedback(id, models.get(id)!, reply.data), models.get(id)!, reply);
      this.#requester.statistics.heard(felt, this.#clock.now_ms());
      feedback.set(id, felt);
    }
    return ids.map((id) => feedback.get(id) ?? null);
  }

  async syncWrite(ids: readonly number[], name: RegisterName, values: readonly number[]): Promise<void> {
    const data: Uint8Array[] = [];
    let address = 0;
    for (const [i, id] of ids.entries()) {
      const register = await this.#table.writable(id, name, values[i]!);
      if (register.area === 'eeprom') throw notTogether(name);
      address = register.address;
      data.push(encodeValue(register, values[i]!, this.protocol));
    }
    await this.#requester.tell(syncWrite(this.#requester.codec, ids, address, data));
  }

  statistics(): BusStatistics {
    return this.#requester.statistics.snapshot();
  }

  onClosed(closed: Parameters<ServoBus['onClosed']>[0]): void {
    this.#link.onClosed(closed);
  }

  close(): Promise<void> {
    return this.#link.close();
  }

  #writeRequest(id: number, register: Register, value: number): Packet {
    return write(this.#requester.codec, id, register.address, encodeValue(register, value, this.protocol));
  }

  /** @param isSure whether only damage, and no sound answer, tells of two servos with this id: it may be noise. */
  async #identify(id: number, persistence: Persistence, isSure = true): Promise<ServoIdentity | null> {
    const dataLength = this.protocol === 'dynamixel-2' ? DYNAMIXEL_PING_BYTES : 0;
    const exchange = { request: ping(id), expect: [id], dataLength, optional: true };
    const { reply, damaged } = await this.#requester.seek(exchange, persistence);
    if (!reply && damaged > 0 && isSure) throw noAnswer(id, 'pinged', damaged);
    if (!reply) return null;
    const modelNumber = await this.#modelNumber(reply);
    const identity = { id, modelNumber, model: findServoModel(this.protocol, modelNumber) };
    this.#table.learn(identity);
    return identity;
  }

  /** A Dynamixel tells its model in the answer to a ping, a Feetech servo in a register that all models share. */
  async #modelNumber({ id, data }: Reply): Promise<number> {
    if (this.protocol === 'dynamixel-2') return data[0]! + 256 * data[1]!;
    const register = servoModels.find(({ protocol }) => protocol === this.protocol)!.registers.modelNumber!;
    const request = read(this.#requester.codec, id, register.address, register.bytes);
    const reply = await this.#requester.ask(id, request, register.bytes, "reading 'modelNumber'", PATIENTLY);
    return decodeValue(register, reply.data, this.protocol);
  }

  /** A Dynamixel's faults stand apart from its feedback; its answers only say that there are some. */
  async #completed(felt: ServoFeedback, model: ServoModel, { error }: Reply): Promise<ServoFeedback> {
    if (this.protocol !== 'dynamixel-2' || !(error & ALERT)) return felt;
    return { ...felt, faults: faultsOf(model, await this.read(felt.id, 'status', BRIEFLY)) };
  }

  /** One request for all servos whose block is the same. */
  async #readBlocks(blocks: ReadonlyMap<number, Block>): Promise<Map<number, Reply>> {
    const groups = Map.groupBy(blocks, ([, { address, bytes }]) => `${address} ${bytes}`);
    const replies = new Map<number, Reply>();
    for (const members of groups.values()) {
      const ids = members.map(([id]) => id);
      for (const [id, reply] of await this.#blocks.read(ids, members[0]![1])) replies.set(id, reply);
    }
    return replies;
  }
}
