import { decodeValue } from '../servos/register-value.ts';
import type { Register, RegisterName } from '../servos/servo-model.ts';
import { type VirtualServo, WATCHDOG_TRIPPED } from './virtual-servo.ts';

/** Codes of Dynamixel's error byte. */
const RANGE_ERROR = 4;
const LIMIT_ERROR = 6;
const ACCESS_ERROR = 7;

/** Registers that the bus watchdog makes read-only when it has tripped. */
const GOALS = new Set<RegisterName>(['goalPosition', 'goalCurrent', 'profileVelocity', 'profileAcceleration']);

/** Carries out a write as a Feetech servo does: everything is taken; what is locked is not kept without power. */
export function writeFeetech(servo: VirtualServo, address: number, data: Uint8Array): void {
  const { memory } = servo;
  const torqueBefore = memory.get('torqueEnable');
  const sensed = sensedRegisters(servo).map(
    (register) => [register, memory.bytes(register.address, register.bytes)] as const,
  );
  memory.write(address, data);
  for (const [register, bytes] of sensed) memory.write(register.address, bytes);
  if (memory.get('torqueEnable') === 128) {
    memory.set('torqueEnable', torqueBefore);
    servo.recentre();
  }
  if (memory.get('torqueEnable') !== torqueBefore) servo.protection.torqueSwitched();
  if (address < memory.ramStart && memory.get('lock') === 0) memory.save();
  servo.refresh();
}

/** Carries out a write as a Dynamixel does. @returns the code of its error byte, 0 if it was done. */
export function writeDynamixel(servo: VirtualServo, address: number, data: Uint8Array): number {
  const { memory } = servo;
  const touched = registersWithin(servo, address, data.length);
  if (touched.some(([, register]) => register.readOnly)) return ACCESS_ERROR;
  if (address < memory.ramStart && memory.get('torqueEnable') !== 0) return ACCESS_ERROR;
  for (const [name, register] of touched) {
    const start = register.address - address;
    const value = decodeValue(register, data.subarray(start, start + register.bytes), memory.model.protocol);
    const error = refuse(servo, name, value);
    if (error !== 0) return error;
  }
  memory.write(address, data);
  if (address < memory.ramStart) memory.save();
  servo.refresh();
  return 0;
}

function refuse({ memory }: VirtualServo, name: RegisterName, value: number): number {
  if (GOALS.has(name) && memory.get('busWatchdog') === WATCHDOG_TRIPPED) return RANGE_ERROR;
  const positionMode = memory.get('operatingMode') === 3;
  const beyond = value < memory.get('minPosition') || value > memory.get('maxPosition');
  if (name === 'goalPosition' && positionMode && beyond) return LIMIT_ERROR;
  if (name === 'torqueEnable' && value !== 0 && memory.get('status') & memory.get('shutdown')) return ACCESS_ERROR;
  if (name === 'torqueEnable' && value > 1) return RANGE_ERROR;
  if (name === 'id' && value > 252) return RANGE_ERROR;
  if (name === 'baudRate' && value >= memory.model.baudRates_bps.length) return RANGE_ERROR;
  return 0;
}

/** Registers that lie wholly within the bytes. */
function registersWithin({ memory }: VirtualServo, address: number, length: number): [RegisterName, Register][] {
  const all = Object.entries(memory.model.registers) as [RegisterName, Register][];
  return all.filter(
    ([, register]) => register.address >= address && register.address + register.bytes <= address + length,
  );
}

function sensedRegisters({ memory }: VirtualServo): Register[] {
  return Object.values(memory.model.registers).filter((register) => register.readOnly);
}
