import { stuff, unstuff } from './byte-stuffing.ts';
import { crc16 } from './crc16.ts';
import { splitFastReplies } from './fast-sync-read.ts';
import { FrameParser, type Examined } from './frame-parser.ts';
import { BROADCAST_ID, type Codec, type Packet, type Reply } from './packet.ts';

const HEADER = Uint8Array.of(0xff, 0xff, 0xfd, 0x00);

/** Bytes before the instruction. */
const PREFIX_LENGTH = 7;

/** Longer frames do not exist: a damaged length must not make the parser wait for 64 KiB. */
const GREATEST_LENGTH = 1024;

/** The instruction of every answer. */
export const STATUS = 0x55;

/**
 * Dynamixel's packets, protocol 2.0.
 *
 *     FF FF FD 00  id  length (2)  instruction  parameters…  crc (2)
 *     FF FF FD 00  id  length (2)  55  error  data…  crc (2)
 *
 * length = all that follows it; little-endian; crc over all that precedes it. Within instruction and parameters,
 * FF FF FD is followed by a further FD.
 */
export const dynamixel: Codec = {
  addressBytes: 2,
  replyOverhead: PREFIX_LENGTH + 4,
  encode,
  encodeReply: ({ id, error, data }: Reply) =>
    encode({ id, instruction: STATUS, parameters: Uint8Array.of(error, ...data) }),
  replies({ id, instruction, parameters }: Packet, dataLength: number) {
    if (instruction !== STATUS) return [];
    if (id === BROADCAST_ID) return splitFastReplies(parameters, dataLength);
    return [{ id, error: parameters[0] ?? 0, data: parameters.subarray(1) }];
  },
  parser: () => new FrameParser(HEADER, examine),
};

function encode({ id, instruction, parameters }: Packet): Uint8Array {
  return enframe(id, stuff(Uint8Array.of(instruction, ...parameters)));
}

/** A frame around a body. @param body instruction and parameters, as they are sent. */
function enframe(id: number, body: Uint8Array): Uint8Array {
  const length = body.length + 2;
  const frame = new Uint8Array(PREFIX_LENGTH + length);
  frame.set([...HEADER, id, length & 0xff, length >> 8]);
  frame.set(body, PREFIX_LENGTH);
  const crc = crc16(frame.subarray(0, -2));
  frame.set([crc & 0xff, crc >> 8], frame.length - 2);
  return frame;
}

function examine(bytes: Uint8Array): Examined {
  const [, , , , id, lengthLow, lengthHigh] = bytes;
  if (id === undefined || lengthLow === undefined || lengthHigh === undefined) return 'incomplete';
  const length = lengthLow + 256 * lengthHigh;
  if (id === 0xff || length < 3 || length > GREATEST_LENGTH) return 'noise';
  if (bytes.length < PREFIX_LENGTH + length) return 'incomplete';
  const frame = bytes.subarray(0, PREFIX_LENGTH + length);
  if (crc16(frame.subarray(0, -2)) !== frame.at(-2)! + 256 * frame.at(-1)!) return 'damaged';
  const body = frame.subarray(PREFIX_LENGTH, -2);
  const [instruction, ...parameters] = isFastReply(id, body) ? body : unstuff(body);
  const packet = { id, instruction: instruction!, parameters: Uint8Array.from(parameters) };
  return { packet, length: frame.length };
}

/** Several servos write such a frame one after another, so that none of them can stuff it. */
function isFastReply(id: number, body: Uint8Array): boolean {
  return id === BROADCAST_ID && body[0] === STATUS;
}
