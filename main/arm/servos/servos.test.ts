import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { servoModels } from './index.ts';
import { decodeValue, encodeValue, limitsOf } from './register-value.ts';
import { sts3215 } from './sts3215.ts';

const register = sts3215.registers;

describe('servos', () => {
  it('lists every model in the folder', () => {
    const files = readdirSync(new URL('.', import.meta.url)).filter((file) => /^(sts|scs|x[lm])\d.*\d\.ts$/.test(file));
    expect(servoModels.map(({ id }) => `${id}.ts`).sort()).toEqual(files.sort());
  });

  it.each(servoModels)('$id: registers do not overlap', ({ registers }) => {
    const taken = Object.values(registers).flatMap(({ address, bytes }) =>
      Array.from({ length: bytes }, (_, i) => address + i),
    );
    expect(new Set(taken).size).toBe(taken.length);
  });

  it.each(servoModels)('$id: every value survives its bytes', ({ registers, protocol }) => {
    for (const register of Object.values(registers)) {
      const [low, high] = limitsOf(register);
      fc.assert(
        fc.property(fc.integer({ min: low, max: high }), (value) => {
          const bytes = encodeValue(register, value, protocol);
          expect(bytes.length).toBe(register.bytes);
          expect(decodeValue(register, bytes, protocol)).toBe(value);
        }),
        { numRuns: 50, seed: 1 },
      );
    }
  });

  it('reads position 1304 as Feetech sends it, and big-endian where SCS does', () => {
    expect(decodeValue(register.presentPosition!, Uint8Array.of(0x18, 0x05), 'feetech-sts')).toBe(1304);
    expect(decodeValue(register.presentPosition!, Uint8Array.of(0x05, 0x18), 'feetech-scs')).toBe(1304);
  });

  it('keeps a sign above the magnitude', () => {
    expect(encodeValue(register.homingOffset!, -1, 'feetech-sts')).toEqual(Uint8Array.of(0x01, 0x08));
    expect(decodeValue(register.presentLoad!, Uint8Array.of(0x05, 0x04), 'feetech-sts')).toBe(-5);
    expect(limitsOf(register.homingOffset!)).toEqual([-2047, 2047]);
  });
});
