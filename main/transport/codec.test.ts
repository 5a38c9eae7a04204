import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeMessage, encodeMessage } from '../../contracts/rpc/codec.ts';

const roundTrip = (value: unknown) => decodeMessage(encodeMessage(value));
const typedArray = fc.oneof(
  fc.uint8Array(),
  fc.int8Array(),
  fc.uint8ClampedArray(),
  fc.uint16Array(),
  fc.int16Array(),
  fc.uint32Array(),
  fc.int32Array(),
  fc.float32Array(),
  fc.float64Array(),
  fc.bigInt64Array(),
  fc.bigUint64Array(),
);

it('typed arrays keep their kind and bits, and share no memory', () => {
  fc.assert(
    fc.property(typedArray, (array) => {
      const back = roundTrip({ array }) as { array: typeof array };
      expect(back.array.constructor).toBe(array.constructor);
      expect(back.array).toEqual(array);
      expect(back.array.byteOffset).toBe(0);
      expect(back.array.buffer.byteLength).toBe(array.byteLength);
    }),
  );
});

it('part of a larger buffer is packed alone', () => {
  expect(roundTrip(new Float32Array([1, 2, 3, 4]).subarray(1, 3))).toEqual(new Float32Array([2, 3]));
  expect(roundTrip(Buffer.from('abc'))).toEqual(new Uint8Array([97, 98, 99]));
});

it('JSON values come back as they were', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      fc.pre(!JSON.stringify(value).includes('__proto__'));
      expect(roundTrip(value)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

it('what is not finite survives, what is undefined is left out', () => {
  expect(roundTrip({ a: Number.NaN, b: -Infinity, c: undefined })).toEqual({ a: Number.NaN, b: -Infinity });
});
