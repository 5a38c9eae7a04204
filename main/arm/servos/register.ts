import type { Encoding, Register, Unit } from './servo-model.ts';

interface Options {
  readonly encoding?: Encoding;
  readonly unit?: Unit;
  /** SI units per count. */
  readonly scale?: number;
}

/** A register that is kept without power. */
export function eeprom(address: number, bytes: Register['bytes'], options: Options = {}): Register {
  return { ...register(address, bytes, options), area: 'eeprom' };
}

/** A register that starts at its default after every power cycle. */
export function ram(address: number, bytes: Register['bytes'], options: Options = {}): Register {
  return register(address, bytes, options);
}

/** A register that only the servo writes. */
export function sensed(address: number, bytes: Register['bytes'], options: Options = {}): Register {
  return { ...register(address, bytes, options), readOnly: true };
}

function register(address: number, bytes: Register['bytes'], options: Options): Register {
  return { address, bytes, encoding: 'unsigned', area: 'ram', readOnly: false, unit: 'count', scale: 1, ...options };
}
