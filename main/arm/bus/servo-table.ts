import { limitsOf } from '../servos/register-value.ts';
import type { Register, RegisterName, ServoModel } from '../servos/servo-model.ts';
import { badValue, noAnswer, noSuchRegister, readOnly, unknownServo } from './errors.ts';
import type { ServoIdentity } from './servo-bus.ts';

/** Which servo is of which model, and what its registers are; who is unknown is asked once. */
export class ServoTable {
  readonly #models: Map<number, ServoModel>;
  readonly #ping: (id: number) => Promise<ServoIdentity | null>;

  /** @param ping asks a servo for its model. */
  constructor(models: ReadonlyMap<number, ServoModel>, ping: (id: number) => Promise<ServoIdentity | null>) {
    this.#models = new Map(models);
    this.#ping = ping;
  }

  learn({ id, model }: ServoIdentity): void {
    if (model) this.#models.set(id, model);
  }

  forget(id: number): void {
    this.#models.delete(id);
  }

  /** The servo's model, or null if it does not answer. @throws WorkbenchError `unsupported` if no table describes it. */
  async find(id: number): Promise<ServoModel | null> {
    const known = this.#models.get(id);
    if (known) return known;
    const identity = await this.#ping(id);
    if (identity && !identity.model) throw unknownServo(id, identity.modelNumber);
    return identity?.model ?? null;
  }

  /** @throws WorkbenchError `no-answer` or `unsupported`. */
  async register(id: number, name: RegisterName): Promise<Register> {
    const model = await this.find(id);
    if (!model) throw noAnswer(id, 'asked for its model', 0);
    const register = model.registers[name];
    if (!register) throw noSuchRegister(id, name, model.title);
    return register;
  }

  /** A register that may hold this value. @throws as `register`, and `refused` or `bad-config`. */
  async writable(id: number, name: RegisterName, value: number): Promise<Register> {
    const register = await this.register(id, name);
    if (register.readOnly) throw readOnly(id, name);
    const [low, high] = limitsOf(register);
    if (!Number.isInteger(value) || value < low || value > high) throw badValue(id, name, value, [low, high]);
    return register;
  }

  /** Whether the servo keeps its EEPROM behind a lock. */
  async hasLock(id: number): Promise<boolean> {
    return (await this.find(id))?.registers.lock !== undefined;
  }
}
