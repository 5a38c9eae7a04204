import type { Protocol, Register } from './servo-model.ts';

/** Least and greatest number that a register can hold. */
export function limitsOf({ bytes, encoding }: Register): readonly [low: number, high: number] {
  if (encoding === 'unsigned') return [0, 2 ** (8 * bytes) - 1];
  if (encoding === 'twos-complement') return [-(2 ** (8 * bytes - 1)), 2 ** (8 * bytes - 1) - 1];
  const greatest = 2 ** encoding.signBit - 1;
  return [-greatest, greatest];
}

/** A register's bytes as they are sent. @param value whole, within `limitsOf`. */
export function encodeValue(register: Register, value: number, protocol: Protocol): Uint8Array {
  const bits = toBits(register, value);
  const bytes = Uint8Array.from({ length: register.bytes }, (_, i) => bits / 2 ** (8 * i));
  return bigEndian(protocol) ? bytes.toReversed() : bytes;
}

/** @param bytes as they were received, exactly the register's. */
export function decodeValue(register: Register, bytes: Uint8Array, protocol: Protocol): number {
  const littleEndian = bigEndian(protocol) ? bytes.toReversed() : bytes;
  return fromBits(
    register,
    littleEndian.reduce((bits, byte, i) => bits + byte * 2 ** (8 * i), 0),
  );
}

function toBits({ bytes, encoding }: Register, value: number): number {
  if (value >= 0) return value;
  return typeof encoding === 'object' ? 2 ** encoding.signBit - value : 2 ** (8 * bytes) + value;
}

function fromBits({ bytes, encoding }: Register, bits: number): number {
  if (encoding === 'unsigned') return bits;
  if (encoding === 'twos-complement') return bits < 2 ** (8 * bytes - 1) ? bits : bits - 2 ** (8 * bytes);
  const sign = 2 ** encoding.signBit;
  const magnitude = bits % sign;
  // A set sign over a magnitude of 0 is 0, not -0.
  return Math.floor(bits / sign) % 2 === 1 && magnitude > 0 ? -magnitude : magnitude;
}

function bigEndian(protocol: Protocol): boolean {
  return protocol === 'feetech-scs';
}
