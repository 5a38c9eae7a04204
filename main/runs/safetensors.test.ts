import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { WorkbenchError } from '../../contracts/errors.ts';
import { decodeSafetensors, encodeSafetensors } from './safetensors.ts';
import type { TensorData } from './safetensors.ts';

const array = fc.oneof(
  fc.float32Array({ maxLength: 24 }),
  fc.float64Array({ maxLength: 24 }),
  fc.int32Array({ maxLength: 24 }),
  fc.uint32Array({ maxLength: 24 }),
  fc.uint8Array({ maxLength: 24 }),
);
const tensor: fc.Arbitrary<TensorData> = array.chain((data) =>
  fc.constantFrom([data.length], [1, data.length], [data.length, 1, 1]).map((shape) => ({ shape, data })),
);
const tensors = fc.dictionary(fc.string({ unit: 'binary' }), tensor, { maxKeys: 6 });

test('what was written is read, bit by bit', () => {
  fc.assert(
    fc.property(tensors, (tensors) => {
      expect(decodeSafetensors(encodeSafetensors(tensors), 'f')).toEqual({ ...tensors });
    }),
  );
});

test('the bytes do not depend on the order of naming', () => {
  const a = { shape: [1], data: Float32Array.of(1) };
  const b = { shape: [], data: Float32Array.of(2) };
  expect(encodeSafetensors({ a, b })).toEqual(encodeSafetensors({ b, a }));
});

test('the bytes are those of the format', () => {
  const header = '{"t":{"dtype":"I32","shape":[2],"data_offsets":[0,8]}}';
  const file = encodeSafetensors({ t: { shape: [2], data: Int32Array.of(1, -1) } });
  expect(Buffer.from(file).toString('latin1')).toBe(
    `\x38\0\0\0\0\0\0\0${header.padEnd(0x38)}\x01\0\0\0\xff\xff\xff\xff`,
  );
});

test('every tensor lies on a multiple of its element size', () => {
  const file = encodeSafetensors({
    a: { shape: [3], data: Uint8Array.of(1, 2, 3) },
    b: { shape: [1], data: Float32Array.of(1) },
    c: { shape: [1], data: Float64Array.of(1) },
  });
  const headerBytes = file[0]!;
  const header = JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + headerBytes)));
  expect(headerBytes % 8).toBe(0);
  expect([header.c, header.b, header.a].map((entry) => entry.data_offsets)).toEqual([
    [0, 8],
    [8, 12],
    [12, 15],
  ]);
});

test('a shape that does not fit its values is refused', () => {
  expect(() => encodeSafetensors({ t: { shape: [2, 2], data: new Float32Array(3) } })).toThrow('Tensor t: 3 values');
});

/** Reads a file; it may be good, or damaged in a way that is told. */
function survives(file: Uint8Array): void {
  try {
    decodeSafetensors(file, 'state.safetensors');
  } catch (error) {
    expect(error).toBeInstanceOf(WorkbenchError);
    expect(error).toMatchObject({
      code: 'damaged',
      message: expect.stringMatching(/^state\.safetensors is damaged: /),
    });
  }
}

describe('a damaged file', () => {
  test('of any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), survives));
  });

  test('with some bytes changed', () => {
    const change = fc.tuple(fc.nat(), fc.nat(255));
    fc.assert(
      fc.property(tensors, fc.array(change, { minLength: 1, maxLength: 4 }), (tensors, changes) => {
        const file = encodeSafetensors(tensors);
        for (const [place, byte] of changes) file[place % file.length] = byte;
        survives(file);
      }),
      { numRuns: 500 },
    );
  });

  test('cut short anywhere is never taken for a whole one', () => {
    const whole = encodeSafetensors({ t: { shape: [4], data: Float32Array.of(1, 2, 3, 4) } });
    for (let length = 0; length < whole.length; length++) {
      expect(() => decodeSafetensors(whole.subarray(0, length), 'f'), `${length} bytes`).toThrow('f is damaged');
    }
  });

  const float = (begin: number, end: number, shape: unknown = [1]) => ({
    dtype: 'F32',
    shape,
    data_offsets: [begin, end],
  });
  test.each([
    ['overlap', { a: float(0, 4), b: float(0, 4) }, 'tensor "b" begins at byte 0 instead of 4'],
    ['hole', { a: float(0, 4), b: float(8, 12) }, 'tensor "b" begins at byte 8 instead of 4'],
    ['beyond the end', { a: float(0, 16, [4]) }, 'its tensors take 16 bytes, but 12 are there'],
    ['rest', { a: float(0, 4) }, 'its tensors take 4 bytes, but 12 are there'],
    ['wrong size', { a: float(0, 12, [2]) }, 'tensor "a" needs 8 bytes and has 12'],
    ['backwards', { a: float(12, 0) }, 'tensor "a" needs 4 bytes and has -12'],
    ['negative size', { a: float(0, 12, [-3]) }, 'tensor "a" has the shape [-3]'],
    ['huge size', { a: float(0, 12, [2 ** 40, 2 ** 40, 2 ** 40]) }, 'tensor "a" needs'],
    ['unknown type', { a: { ...float(0, 12), dtype: 'toString' } }, 'tensor "a" has the type "toString"'],
    ['no place', { a: { dtype: 'F32', shape: [3] } }, 'tensor "a" has no place in the file'],
    ['no description', { a: 3 }, 'tensor "a" has no description'],
    ['no object', [1], 'its header is no JSON object'],
    ['no JSON', '{', 'its header is no JSON'],
  ])('with a header that has: %s', (_, header, message) => {
    const json = typeof header === 'string' ? header : JSON.stringify(header);
    const file = new Uint8Array(8 + json.length + 12);
    file[0] = json.length & 0xff;
    file[1] = json.length >> 8;
    file.set(new TextEncoder().encode(json), 8);
    expect(() => decodeSafetensors(file, 'f')).toThrow(message);
  });
});
