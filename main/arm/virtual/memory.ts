import { decodeValue, encodeValue } from '../servos/register-value.ts';
import type { RegisterName, ServoModel } from '../servos/servo-model.ts';

const SIZE = 256;

export type RegisterValues = Readonly<Partial<Record<RegisterName, number>>>;

/** A servo's registers as bytes: what it works with, and the EEPROM image that it starts from. */
export class Memory {
  readonly model: ServoModel;
  /** The first address that is forgotten without power. */
  readonly ramStart: number;
  readonly #live = new Uint8Array(SIZE);
  readonly #eeprom = new Uint8Array(SIZE);
  readonly #defaults: RegisterValues;
  readonly #constants: Readonly<Record<number, number>>;

  /**
   * @param defaults what the registers start with, 0 where nothing is said.
   * @param constants bytes by address that no table names, such as the firmware's version.
   */
  constructor(model: ServoModel, defaults: RegisterValues, constants: Readonly<Record<number, number>>) {
    this.model = model;
    this.ramStart = model.registers.torqueEnable!.address;
    this.#defaults = defaults;
    this.#constants = constants;
    this.#setDefaults();
    this.save();
  }

  has(name: RegisterName): boolean {
    return this.model.registers[name] !== undefined;
  }

  /** 0 if this model has no such register. */
  get(name: RegisterName): number {
    const register = this.model.registers[name];
    if (!register) return 0;
    return decodeValue(register, this.bytes(register.address, register.bytes), this.model.protocol);
  }

  /** Nothing happens if this model has no such register. */
  set(name: RegisterName, value: number): void {
    const register = this.model.registers[name];
    if (register) this.#live.set(encodeValue(register, value, this.model.protocol), register.address);
  }

  bytes(address: number, length: number): Uint8Array {
    return this.#live.slice(address, address + length);
  }

  write(address: number, data: Uint8Array): void {
    this.#live.set(data.subarray(0, SIZE - address), address);
  }

  /** Keeps the EEPROM's part of what is live now. */
  save(): void {
    this.#eeprom.set(this.#live.subarray(0, this.ramStart));
  }

  /** As power comes back: EEPROM as it was saved, all else as from the factory. */
  restart(): void {
    this.#setDefaults();
    this.#live.set(this.#eeprom.subarray(0, this.ramStart));
    this.set('torqueLimit', this.get('maxTorque'));
  }

  /** As from the factory, but for the id. */
  reset(): void {
    const id = this.get('id');
    this.#setDefaults();
    this.set('id', id);
    this.save();
  }

  #setDefaults(): void {
    this.#live.fill(0);
    for (const [address, byte] of Object.entries(this.#constants)) this.#live[Number(address)] = byte;
    for (const [name, value] of Object.entries(this.#defaults)) this.set(name as RegisterName, value);
  }
}
