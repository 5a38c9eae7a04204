import { BROADCAST_ID, INSTRUCTION, type Packet, type Reply } from '../codecs/packet.ts';
import type { VirtualServo } from './virtual-servo.ts';
import { writeDynamixel, writeFeetech } from './write-rules.ts';

/** Codes of Dynamixel's error byte. */
const INSTRUCTION_ERROR = 2;
const ALERT = 0x80;

/** What a servo keeps of a registered write until the action comes. */
const registered = new WeakMap<VirtualServo, Uint8Array>();

/**
 * Carries out an instruction that is meant for this servo.
 * @returns its answer, or null where it gives none.
 */
export function respond(servo: VirtualServo, { id, instruction, parameters }: Packet): Reply | null {
  const answer = carryOut(servo, instruction, parameters);
  const silent = answer === null || (id === BROADCAST_ID && instruction !== INSTRUCTION.ping);
  if (silent || !acknowledges(servo, instruction)) return null;
  return reply(servo, answer.error, answer.data);
}

/** The answer to the read that a sync read contains. */
export function readReply(servo: VirtualServo, address: number, length: number): Reply {
  return reply(servo, 0, servo.memory.bytes(address, length));
}

/** Bytes of an address, and of a length. */
export function wordBytes({ memory }: VirtualServo): 1 | 2 {
  return memory.model.protocol === 'dynamixel-2' ? 2 : 1;
}

/** A number of one or two bytes, little-endian, at a place in the parameters. */
export function wordAt(parameters: Uint8Array, index: number, bytes: 1 | 2): number {
  const low = parameters[index * bytes] ?? 0;
  return bytes === 1 ? low : low + 256 * (parameters[index * bytes + 1] ?? 0);
}

interface Answer {
  readonly error: number;
  readonly data: Uint8Array;
}

const DONE: Answer = { error: 0, data: new Uint8Array() };

function carryOut(servo: VirtualServo, instruction: number, parameters: Uint8Array): Answer | null {
  const width = wordBytes(servo);
  switch (instruction) {
    case INSTRUCTION.ping:
      return { error: 0, data: pingData(servo) };
    case INSTRUCTION.read:
      return { error: 0, data: servo.memory.bytes(wordAt(parameters, 0, width), wordAt(parameters, 1, width)) };
    case INSTRUCTION.write:
      return { ...DONE, error: write(servo, parameters) };
    case INSTRUCTION.regWrite:
      registered.set(servo, parameters);
      return DONE;
    case INSTRUCTION.action: {
      const waiting = registered.get(servo);
      registered.delete(servo);
      return { ...DONE, error: waiting ? write(servo, waiting) : 0 };
    }
    case INSTRUCTION.factoryReset:
      servo.memory.reset();
      return DONE;
    case INSTRUCTION.reboot:
      servo.restart();
      // A Dynamixel acknowledges before it goes, a Feetech servo is gone at once.
      return isDynamixel(servo) ? DONE : null;
    default:
      return isDynamixel(servo) ? { ...DONE, error: INSTRUCTION_ERROR } : null;
  }
}

/** @param parameters address and data. @returns the code of the error. */
export function write(servo: VirtualServo, parameters: Uint8Array): number {
  const width = wordBytes(servo);
  const address = wordAt(parameters, 0, width);
  const data = parameters.subarray(width);
  if (isDynamixel(servo)) return writeDynamixel(servo, address, data);
  writeFeetech(servo, address, data);
  return 0;
}

function pingData({ memory }: VirtualServo): Uint8Array {
  if (memory.model.protocol !== 'dynamixel-2') return new Uint8Array();
  const FIRMWARE_ADDRESS = 6;
  return Uint8Array.of(
    ...memory.bytes(memory.model.registers.modelNumber!.address, 2),
    ...memory.bytes(FIRMWARE_ADDRESS, 1),
  );
}

function acknowledges({ memory, family }: VirtualServo, instruction: number): boolean {
  if (instruction === INSTRUCTION.ping || instruction === INSTRUCTION.read) return true;
  return memory.bytes(family.statusLevel.address, 1)[0]! >= family.statusLevel.acknowledged;
}

/** A Feetech servo tells its faults in every answer, a Dynamixel only that it has some. */
function reply(servo: VirtualServo, error: number, data: Uint8Array): Reply {
  const status = servo.memory.get('status');
  if (!isDynamixel(servo)) return { id: servo.id, error: status, data };
  return { id: servo.id, error: error | (status ? ALERT : 0), data: error ? new Uint8Array() : data };
}

function isDynamixel({ memory }: VirtualServo): boolean {
  return memory.model.protocol === 'dynamixel-2';
}
