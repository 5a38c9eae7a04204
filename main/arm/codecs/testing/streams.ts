import { Random } from '../../../../contracts/random.ts';
import type { Codec, Packet } from '../packet.ts';

/** Ids a servo may have, instructions or status bytes, and parameters rich in the bytes that headers are made of. */
function anyPacket(random: Random, instruction: number): Packet {
  const parameters = Uint8Array.from({ length: random.integer(24) }, () => {
    const choice = random.integer(4);
    return choice === 0 ? 0xff : choice === 1 ? 0xfd : random.integer(256);
  });
  return { id: random.integer(253), instruction, parameters };
}

/** The bytes cut into pieces of 0 to `longest` bytes. */
function pieces(random: Random, bytes: Uint8Array, longest: number): Uint8Array[] {
  const cuts: Uint8Array[] = [];
  for (let start = 0; start < bytes.length;) {
    const end = start + random.integer(longest + 1);
    cuts.push(bytes.subarray(start, end));
    start = end;
  }
  return cuts;
}

/** A frame with a bit flipped, bytes lost or bytes inserted. */
function damage(random: Random, frame: Uint8Array): Uint8Array {
  const bytes = [...frame];
  const at = random.integer(bytes.length);
  const kind = random.integer(3);
  if (kind === 0) bytes[at]! ^= 1 << random.integer(8);
  else if (kind === 1) bytes.splice(at, 1 + random.integer(3));
  else bytes.splice(Math.max(4, at), 0, random.integer(256)); // Before or in the header it would be mere noise.
  return Uint8Array.from(bytes);
}

export interface FuzzResult {
  /** Frames sent undamaged. */
  readonly sound: number;
  /** Those of them that came out, in their order. */
  readonly arrived: number;
  /** Frames that came out but were never sent: damage that the checksum does not see. */
  readonly wrong: number;
}

/** Sends frames through a parser, in pieces of any size, one in `damagedOneIn` of them damaged. */
export function fuzz(codec: Codec, count: number, damagedOneIn: number, seed: number): FuzzResult {
  const random = new Random(seed);
  const parser = codec.parser();
  const awaited: string[] = [];
  const result = { sound: 0, arrived: 0, wrong: 0 };
  const receive = (packets: readonly Packet[]) => {
    for (const packet of packets) {
      const place = awaited.indexOf(keyOf(packet));
      if (place < 0) result.wrong++;
      else result.arrived++;
      awaited.splice(0, place + 1);
    }
  };
  for (let i = 0; i < count; i++) {
    const packet = anyPacket(random, 0x55);
    const broken = random.uniform() * damagedOneIn < 1;
    if (!broken) awaited.push(keyOf(packet));
    if (!broken) result.sound++;
    const frame = codec.encode(packet);
    for (const piece of pieces(random, broken ? damage(random, frame) : frame, 12)) receive(parser.push(piece));
  }
  receive(parser.flush());
  return result;
}

function keyOf({ id, parameters }: Packet): string {
  return `${id} ${parameters.join()}`;
}
