import type { RegisterName } from '../servos/servo-model.ts';
import { torqueIsOn } from './errors.ts';

/** As much of a bus as writing to EEPROM takes. */
interface Registers {
  read(id: number, register: RegisterName): Promise<number>;
  write(id: number, register: RegisterName, value: number): Promise<void>;
}

/** What is to be written, for the error's sake, and where it leaves the servo. */
interface EepromWrite {
  readonly id: number;
  readonly register: RegisterName;
  readonly value: number;
  readonly locked: boolean;
  /** The id under which the servo answers afterwards. */
  readonly idAfter: number;
}

/**
 * Writes to EEPROM with the torque off, the lock open, and the lock shut again whatever happened: an arm whose EEPROM is
 * left open loses its calibration to any stray write.
 * @throws WorkbenchError `refused` if the torque is on; what `write` throws.
 */
export async function writeEeprom(bus: Registers, what: EepromWrite, write: () => Promise<void>): Promise<void> {
  const { id, register, value, locked, idAfter } = what;
  if ((await bus.read(id, 'torqueEnable')) !== 0) throw torqueIsOn(id, register, value);
  if (!locked) return write();
  await bus.write(id, 'lock', 0);
  try {
    await write();
  } catch (error) {
    // The servo that failed may not answer to this either; the first error is the one to tell.
    await bus.write(id, 'lock', 1).catch(() => {});
    throw error;
  }
  await bus.write(idAfter, 'lock', 1);
}
