import { encodeFastReplies } from '../codecs/fast-sync-read.ts';
import { BROADCAST_ID, type Codec, INSTRUCTION, type Packet, type Reply } from '../codecs/packet.ts';
import { readReply, respond, wordAt, write } from './respond.ts';
import type { VirtualServo } from './virtual-servo.ts';

/** What goes over the wire, and how long it takes until that begins. */
export interface Answer {
  readonly frame: Uint8Array;
  readonly delay_ms: number;
  /** Who answers; null if all together do. */
  readonly id: number | null;
}

/**
 * Carries a packet out.
 * @param servos those that hear it.
 * @returns the answers in the order in which they are sent.
 */
export function answersTo(packet: Packet, servos: readonly VirtualServo[], codec: Codec): Answer[] {
  const answer = (servo: VirtualServo, reply: Reply): Answer => ({
    frame: codec.encodeReply(reply),
    delay_ms: returnDelay_ms(servo),
    id: servo.id,
  });
  switch (packet.instruction) {
    case INSTRUCTION.syncRead:
      return syncReplies(packet, servos, codec).map(({ servo, reply }) => answer(servo, reply));
    case INSTRUCTION.fastSyncRead:
      return fastAnswer(packet, servos, codec);
    case INSTRUCTION.syncWrite:
      syncWrite(packet, servos, codec);
      return [];
    default:
      return servos.flatMap((servo) => {
        if (packet.id !== BROADCAST_ID && packet.id !== servo.id) return [];
        const reply = respond(servo, packet);
        return reply ? [answer(servo, reply)] : [];
      });
  }
}

/** Each servo waits for the one before it, so that all behind a silent one are silent too. */
function syncReplies({ parameters }: Packet, servos: readonly VirtualServo[], { addressBytes }: Codec) {
  const address = wordAt(parameters, 0, addressBytes);
  const length = wordAt(parameters, 1, addressBytes);
  const replies: { servo: VirtualServo; reply: Reply }[] = [];
  for (const id of parameters.subarray(2 * addressBytes)) {
    const servo = servos.find((candidate) => candidate.id === id);
    if (!servo) break;
    if (servo.memory.model.protocol === 'feetech-scs') continue;
    replies.push({ servo, reply: readReply(servo, address, length) });
  }
  return replies;
}

function fastAnswer(packet: Packet, servos: readonly VirtualServo[], codec: Codec): Answer[] {
  const replies = syncReplies(packet, servos, codec);
  const complete = replies.length === packet.parameters.length - 2 * codec.addressBytes;
  const [first] = replies;
  if (!first || !complete || first.servo.memory.model.protocol !== 'dynamixel-2') return [];
  const frame = encodeFastReplies(replies.map(({ reply }) => reply));
  return [{ frame, delay_ms: returnDelay_ms(first.servo), id: null }];
}

function syncWrite({ parameters }: Packet, servos: readonly VirtualServo[], { addressBytes }: Codec): void {
  const address = parameters.subarray(0, addressBytes);
  const length = wordAt(parameters, 1, addressBytes);
  for (let start = 2 * addressBytes; start + length < parameters.length; start += length + 1) {
    const data = parameters.subarray(start + 1, start + 1 + length);
    const servo = servos.find(({ id }) => id === parameters[start]);
    if (servo) write(servo, Uint8Array.of(...address, ...data));
  }
}

function returnDelay_ms({ memory }: VirtualServo): number {
  return memory.get('returnDelay') * memory.model.registers.returnDelay!.scale * 1000;
}
