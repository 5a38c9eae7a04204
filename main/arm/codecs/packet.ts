import type { FrameParser } from './frame-parser.ts';

/** What a request asks for: the same numbers in both families. */
export const INSTRUCTION = {
  ping: 0x01,
  read: 0x02,
  write: 0x03,
  regWrite: 0x04,
  action: 0x05,
  factoryReset: 0x06,
  reboot: 0x08,
  syncRead: 0x82,
  syncWrite: 0x83,
  /** Dynamixel only. */
  fastSyncRead: 0x8a,
} as const;

/** The id that every servo listens to. */
export const BROADCAST_ID = 0xfe;

/** One frame, of either direction. In a Feetech answer the status byte stands in the place of the instruction. */
export interface Packet {
  readonly id: number;
  readonly instruction: number;
  readonly parameters: Uint8Array;
}

/** A servo's answer. */
export interface Reply {
  readonly id: number;
  /** Feetech: its faults by bit. Dynamixel: alert in bit 7, below it the code of what was wrong with the request. */
  readonly error: number;
  readonly data: Uint8Array;
}

/** A protocol's bytes. Pure. */
export interface Codec {
  /** Bytes of an address, and of a length, within a request. */
  readonly addressBytes: 1 | 2;
  /** Bytes of a reply around its data. */
  readonly replyOverhead: number;
  encode(packet: Packet): Uint8Array;
  encodeReply(reply: Reply): Uint8Array;
  /**
   * The servos' answers in a packet; none if it is no answer, such as an echoed request.
   * @param dataLength bytes of data that each answer should have.
   */
  replies(packet: Packet, dataLength: number): readonly Reply[];
  /** A parser of either direction. */
  parser(): FrameParser;
}
