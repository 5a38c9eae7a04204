import { damagedFile } from './storage-errors.ts';

/*
 * The safetensors format (github.com/huggingface/safetensors): the header's length as a little-endian uint64, a JSON
 * header, then the tensors' bytes, little-endian, without holes. Tensors of wide elements come first, so that every
 * one lies on a multiple of its element size.
 */

export type TensorArray = Float64Array | Float32Array | Int32Array | Uint32Array | Uint8Array;

export interface TensorData {
  readonly shape: readonly number[];
  /** Row by row; its length is the product of `shape`. */
  readonly data: TensorArray;
}
export type Tensors = Readonly<Record<string, TensorData>>;

const arrayTypes = { F64: Float64Array, F32: Float32Array, I32: Int32Array, U32: Uint32Array, U8: Uint8Array };
type DType = keyof typeof arrayTypes;

const METADATA = '__metadata__';
const MAX_HEADER_BYTES = 100_000_000;

/** The same tensors give the same bytes, in whatever order they are named. */
export function encodeSafetensors(tensors: Tensors): Uint8Array {
  let end = 0;
  const placed = Object.entries(tensors)
    .sort(([a, { data: x }], [b, { data: y }]) => y.BYTES_PER_ELEMENT - x.BYTES_PER_ELEMENT || (a < b ? -1 : 1))
    .map(([name, { shape, data }]) => {
      if (name === METADATA) throw new RangeError(`No tensor may be called ${METADATA}`);
      if (elements(shape) !== data.length)
        throw new RangeError(`Tensor ${name}: ${data.length} values, shape [${shape}]`);
      return { name, shape, data, begin: end, end: (end += data.byteLength) };
    });
  const entries = placed.map(({ name, shape, data, begin, end }) => [
    name,
    { dtype: dtypeOf(data), shape, data_offsets: [begin, end] },
  ]);
  const json = new TextEncoder().encode(JSON.stringify(Object.fromEntries(entries)));

  const headerBytes = Math.ceil(json.length / 8) * 8;
  const file = new Uint8Array(8 + headerBytes + end).fill(0x20, 0, 8 + headerBytes);
  new DataView(file.buffer).setBigUint64(0, BigInt(headerBytes), true);
  file.set(json, 8);
  for (const { data, begin } of placed) {
    file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), 8 + headerBytes + begin);
  }
  return file;
}

/**
 * The tensors of a file, in arrays of their own.
 * @param name what to call the file in an error.
 * @throws WorkbenchError `damaged` for anything that is not whole and exact.
 */
export function decodeSafetensors(file: Uint8Array, name: string): Record<string, TensorData> {
  const fail = (reason: string): never => {
    throw damagedFile(name, reason);
  };
  if (file.length < 8) fail(`it ends within its first 8 bytes`);
  const headerBytes = Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true));
  if (headerBytes > Math.min(MAX_HEADER_BYTES, file.length - 8)) fail(`its header claims ${headerBytes} bytes`);
  const body = file.subarray(8 + headerBytes);

  const placed = Object.entries(parseHeader(file.subarray(8, 8 + headerBytes), fail))
    .filter(([tensor]) => tensor !== METADATA)
    .map(([tensor, entry]) => ({ tensor, ...checkEntry(tensor, entry, fail) }))
    .sort((a, b) => a.begin - b.begin || a.end - b.end);
  let next = 0;
  for (const { tensor, begin, end } of placed) {
    if (begin !== next) fail(`tensor "${tensor}" begins at byte ${begin} instead of ${next}`);
    next = end;
  }
  if (next !== body.length) fail(`its tensors take ${next} bytes, but ${body.length} are there`);

  return Object.fromEntries(
    placed.map(({ tensor, dtype, shape, begin, end }) => {
      const { buffer } = new Uint8Array(body.subarray(begin, end));
      return [tensor, { shape, data: new arrayTypes[dtype](buffer) }];
    }),
  );
}

type Fail = (reason: string) => never;

function parseHeader(bytes: Uint8Array, fail: Fail): object {
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return fail('its header is no JSON');
  }
  return isObject(header) ? header : fail('its header is no JSON object');
}

function checkEntry(tensor: string, entry: unknown, fail: Fail) {
  const {
    dtype,
    shape,
    data_offsets: offsets,
  } = isObject(entry) ? entry : fail(`tensor "${tensor}" has no description`);
  if (!isDType(dtype)) return fail(`tensor "${tensor}" has the type ${JSON.stringify(dtype)}`);
  if (!isCounts(shape)) return fail(`tensor "${tensor}" has the shape ${JSON.stringify(shape)}`);
  if (!isCounts(offsets) || offsets.length !== 2) return fail(`tensor "${tensor}" has no place in the file`);
  const [begin, end] = offsets as [number, number];
  const bytes = elements(shape) * arrayTypes[dtype].BYTES_PER_ELEMENT;
  if (end - begin !== bytes) fail(`tensor "${tensor}" needs ${bytes} bytes and has ${end - begin}`);
  return { dtype, shape, begin, end };
}

function elements(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

function dtypeOf(data: TensorArray): DType {
  return (Object.keys(arrayTypes) as DType[]).find((dtype) => data instanceof arrayTypes[dtype])!;
}

function isDType(value: unknown): value is DType {
  return typeof value === 'string' && Object.hasOwn(arrayTypes, value);
}

function isCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((n) => Number.isSafeInteger(n) && n >= 0);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
