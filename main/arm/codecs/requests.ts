import { BROADCAST_ID, type Codec, INSTRUCTION, type Packet } from './packet.ts';

export function ping(id: number): Packet {
  return { id, instruction: INSTRUCTION.ping, parameters: new Uint8Array() };
}

export function reboot(id: number): Packet {
  return { id, instruction: INSTRUCTION.reboot, parameters: new Uint8Array() };
}

export function read(codec: Codec, id: number, address: number, length: number): Packet {
  const parameters = Uint8Array.of(...word(codec, address), ...word(codec, length));
  return { id, instruction: INSTRUCTION.read, parameters };
}

export function write(codec: Codec, id: number, address: number, data: Uint8Array): Packet {
  return { id, instruction: INSTRUCTION.write, parameters: Uint8Array.of(...word(codec, address), ...data) };
}

/** The same registers of many servos, which answer in the order of `ids`. */
export function syncRead(codec: Codec, ids: readonly number[], address: number, length: number, fast = false): Packet {
  const parameters = Uint8Array.of(...word(codec, address), ...word(codec, length), ...ids);
  return { id: BROADCAST_ID, instruction: fast ? INSTRUCTION.fastSyncRead : INSTRUCTION.syncRead, parameters };
}

/** As many bytes to each of many servos; nobody answers. @param data in order of `ids`. */
export function syncWrite(codec: Codec, ids: readonly number[], address: number, data: readonly Uint8Array[]): Packet {
  const rows = ids.flatMap((id, i) => [id, ...data[i]!]);
  const parameters = Uint8Array.of(...word(codec, address), ...word(codec, data[0]?.length ?? 0), ...rows);
  return { id: BROADCAST_ID, instruction: INSTRUCTION.syncWrite, parameters };
}

/** An address or a length, as wide as the protocol writes them (little-endian). */
function word({ addressBytes }: Codec, value: number): number[] {
  return addressBytes === 1 ? [value] : [value & 0xff, value >> 8];
}
