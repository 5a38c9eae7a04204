import { FrameParser, type Examined } from './frame-parser.ts';
import type { Codec, Packet, Reply } from './packet.ts';

const HEADER = Uint8Array.of(0xff, 0xff);

/** Bytes before the parameters. */
const PREFIX_LENGTH = 5;

/**
 * Feetech's packets, of the STS, SMS and SCS series alike; they differ in the byte order of the values inside.
 *
 *     FF FF  id  length  instruction | status  parameters…  checksum
 *
 * length = parameters + 2; checksum = ~(id + length + instruction + Σ parameters) & FF.
 */
export const feetech: Codec = {
  addressBytes: 1,
  replyOverhead: PREFIX_LENGTH + 1,
  encode,
  encodeReply: ({ id, error, data }: Reply) => encode({ id, instruction: error, parameters: data }),
  replies: ({ id, instruction, parameters }: Packet) => [{ id, error: instruction, data: parameters }],
  parser: () => new FrameParser(HEADER, examine),
};

function encode({ id, instruction, parameters }: Packet): Uint8Array {
  const frame = new Uint8Array(PREFIX_LENGTH + parameters.length + 1);
  frame.set([0xff, 0xff, id, parameters.length + 2, instruction]);
  frame.set(parameters, PREFIX_LENGTH);
  frame[frame.length - 1] = checksum(frame);
  return frame;
}

function examine(bytes: Uint8Array): Examined {
  const [, , id, length] = bytes;
  if (id === 0xff || (length !== undefined && length < 2)) return 'noise';
  if (length === undefined || bytes.length < length + 4) return 'incomplete';
  const frame = bytes.subarray(0, length + 4);
  if (frame.at(-1) !== checksum(frame)) return 'damaged';
  const parameters = Uint8Array.from(frame.subarray(PREFIX_LENGTH, -1));
  return { packet: { id: id!, instruction: frame[4]!, parameters }, length: frame.length };
}

/** @param frame a whole one, whatever stands in its last byte. */
function checksum(frame: Uint8Array): number {
  let sum = 0;
  for (let i = 2; i < frame.length - 1; i++) sum += frame[i]!;
  return ~sum & 0xff;
}
