/** Messages as bytes: MessagePack, with typed arrays of every kind as an extension type. */
import { decode, encode, ExtensionCodec } from '@msgpack/msgpack';
import { WorkbenchError } from '../errors.ts';

/** The order is part of the format: the first byte of the extension is the index here. */
const ARRAYS = [
  Uint8Array,
  Int8Array,
  Uint8ClampedArray,
  Uint16Array,
  Int16Array,
  Uint32Array,
  Int32Array,
  Float32Array,
  Float64Array,
  BigUint64Array,
  BigInt64Array,
] as const;
const TYPED_ARRAY = 1;

/** What a receiver accepts of a sender that it does not trust. */
export interface Limits {
  readonly bytes: number;
  /** Entries of one array or map, which are allocated before they are read. */
  readonly entries: number;
}

const extensionCodec = new ExtensionCodec();
extensionCodec.register({ type: TYPED_ARRAY, encode: packArray, decode: unpackArray });

/** @returns bytes of their own; properties that are undefined are left out. */
export function encodeMessage(message: unknown): Uint8Array {
  return encode(message, { extensionCodec, ignoreUndefined: true });
}

/** @throws WorkbenchError `damaged` if it is not a message, or exceeds the limits. */
export function decodeMessage(bytes: unknown, limits?: Limits): unknown {
  if (!(bytes instanceof Uint8Array)) throw damaged('not binary');
  if (limits && bytes.byteLength > limits.bytes)
    throw damaged(`${bytes.byteLength} bytes, where ${limits.bytes} are allowed`);
  const bounds = limits && { maxArrayLength: limits.entries, maxMapLength: limits.entries };
  try {
    return decode(bytes, { extensionCodec, ...bounds });
  } catch (error) {
    throw damaged(error instanceof Error ? error.message : String(error));
  }
}

function packArray(value: unknown): Uint8Array | null {
  if (!ArrayBuffer.isView(value)) return null;
  const kind = ARRAYS.findIndex((array) => value instanceof array);
  if (kind < 0) return null;
  const packed = new Uint8Array(1 + value.byteLength);
  packed[0] = kind;
  packed.set(new Uint8Array(value.buffer, value.byteOffset, value.byteLength), 1);
  return packed;
}

/** A copy, so that the elements are aligned and the message can be forgotten. */
function unpackArray(packed: Uint8Array): unknown {
  const array = ARRAYS[packed[0] ?? -1];
  if (!array) throw damaged(`no typed array has the number ${packed[0]}`);
  if ((packed.byteLength - 1) % array.BYTES_PER_ELEMENT !== 0) throw damaged(`${array.name} is cut off`);
  const { buffer } = Uint8Array.from(packed.subarray(1));
  return new array(buffer);
}

function damaged(reason: string): WorkbenchError {
  return new WorkbenchError('damaged', `A message cannot be read: ${reason}.`, 'Reload the window.');
}
