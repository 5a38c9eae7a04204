import { crc16 } from './crc16.ts';
import type { Reply } from './packet.ts';

/**
 * What stands in the answer to a Dynamixel fast sync read, which all servos write together as one frame:
 *
 *     FF FF FD 00  FE  length (2)  55  (error  id  data…  crc (2)) per servo
 *
 * Each crc is over all that precedes it, so that the last one is that of the frame.
 * @param parameters between 55 and the last crc.
 */
export function splitFastReplies(parameters: Uint8Array, dataLength: number): Reply[] {
  const stride = dataLength + 4;
  const count = (parameters.length + 2) / stride;
  if (!Number.isInteger(count)) return [];
  return Array.from({ length: count }, (_, i) => {
    const [error, id, ...data] = parameters.subarray(i * stride, i * stride + 2 + dataLength);
    return { id: id!, error: error!, data: Uint8Array.from(data) };
  });
}

/** The frame of a fast sync read's answer. @param replies all with as many data. */
export function encodeFastReplies(replies: readonly Reply[]): Uint8Array {
  const parts = replies.map(({ error, id, data }) => [error, id, ...data]);
  const length = 1 + parts.reduce((sum, part) => sum + part.length + 2, 0);
  const frame = [0xff, 0xff, 0xfd, 0x00, 0xfe, length & 0xff, length >> 8, 0x55];
  for (const part of parts) {
    frame.push(...part);
    const crc = crc16(Uint8Array.from(frame));
    frame.push(crc & 0xff, crc >> 8);
  }
  return Uint8Array.from(frame);
}
