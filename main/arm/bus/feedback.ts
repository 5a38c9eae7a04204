import { decodeValue } from '../servos/register-value.ts';
import type { RegisterName, ServoFault, ServoModel } from '../servos/servo-model.ts';
import type { ServoFeedback } from './servo-bus.ts';

const FELT = [
  'presentPosition',
  'presentVelocity',
  'presentLoad',
  'presentCurrent',
  'presentVoltage',
  'presentTemperature',
] as const satisfies readonly RegisterName[];

/** Consecutive registers, as one request reads them. */
export interface Block {
  readonly address: number;
  readonly bytes: number;
}

/** What holds a servo's feedback, and its status where that stands among it. */
export function feedbackBlock({ registers }: ServoModel): Block {
  const felt = FELT.flatMap((name) => registers[name] ?? []);
  const address = Math.min(...felt.map((register) => register.address));
  const end = Math.max(...felt.map((register) => register.address + register.bytes));
  return { address, bytes: end - address };
}

/** @param bytes of `feedbackBlock`. */
export function decodeFeedback(id: number, model: ServoModel, bytes: Uint8Array): ServoFeedback {
  const { address } = feedbackBlock(model);
  const count = (name: RegisterName): number | null => {
    const register = model.registers[name];
    if (!register) return null;
    const start = register.address - address;
    if (start < 0 || start + register.bytes > bytes.length) return null;
    return decodeValue(register, bytes.subarray(start, start + register.bytes), model.protocol);
  };
  const inSi = (name: RegisterName): number | null => {
    const value = count(name);
    return value === null ? null : value * model.registers[name]!.scale;
  };
  return {
    id,
    position_ticks: count('presentPosition')!,
    velocity_radps: inSi('presentVelocity')!,
    load: inSi('presentLoad'),
    current_A: inSi('presentCurrent'),
    voltage_V: inSi('presentVoltage')!,
    temperature_degC: inSi('presentTemperature')!,
    faults: faultsOf(model, count('status') ?? 0),
  };
}

/** The faults that a status byte tells of. */
export function faultsOf({ faultBits }: ServoModel, status: number): ServoFault[] {
  return Object.entries(faultBits).flatMap(([bit, fault]) => ((status >> Number(bit)) & 1 ? [fault] : []));
}
