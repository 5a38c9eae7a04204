import type { Packet } from './packet.ts';

/** What bytes that start with a header are. */
export type Examined =
  | { readonly packet: Packet; readonly length: number }
  /** More bytes are needed. */
  | 'incomplete'
  /** No frame starts here: the checksum is wrong. */
  | 'damaged'
  /** No frame starts here: no such frame exists. */
  | 'noise';

/**
 * Finds frames in a stream of bytes that may be split, merged, damaged or mixed with noise. After damage it goes on
 * with the next header, even one inside of what looked like a frame, so that no sound frame is lost with a broken one.
 */
export class FrameParser {
  /** Frames whose checksum was wrong. */
  damaged = 0;
  readonly #header: Uint8Array;
  readonly #examine: (bytes: Uint8Array) => Examined;
  #pending: Buffer = Buffer.alloc(0);

  /** @param examine judges bytes that start with the header. */
  constructor(header: Uint8Array, examine: (bytes: Uint8Array) => Examined) {
    this.#header = header;
    this.#examine = examine;
  }

  /** Takes bytes as they come. @returns the frames that are now complete. */
  push(bytes: Uint8Array): Packet[] {
    this.#pending = Buffer.concat([this.#pending, bytes]);
    return this.#scan(false);
  }

  /** Nothing more will come: what is left of a frame is damaged. @returns the frames hidden behind it. */
  flush(): Packet[] {
    return this.#scan(true);
  }

  /** Forgets what came so far. */
  reset(): void {
    this.#pending = Buffer.alloc(0);
  }

  #scan(ended: boolean): Packet[] {
    const packets: Packet[] = [];
    for (;;) {
      const start = this.#pending.indexOf(this.#header);
      // The last bytes may be the beginning of a header.
      this.#pending = this.#pending.subarray(
        start < 0 ? Math.max(0, this.#pending.length - this.#header.length + 1) : start,
      );
      if (start < 0) return packets;
      const examined = this.#examine(this.#pending);
      if (examined === 'incomplete' && !ended) return packets;
      if (typeof examined === 'object') {
        packets.push(examined.packet);
        this.#pending = this.#pending.subarray(examined.length);
        continue;
      }
      if (examined !== 'noise') this.damaged++;
      this.#pending = this.#pending.subarray(1);
    }
  }
}
