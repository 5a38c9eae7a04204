import { eeprom, ram, sensed } from './register.ts';
import type { Register, RegisterName, ServoModel } from './servo-model.ts';

const TICK_rad = (2 * Math.PI) / 4096;
const RPM_radps = (2 * Math.PI) / 60;

const signed = { encoding: 'twos-complement' } as const;
const angle = { ...signed, unit: 'rad', scale: TICK_rad } as const;
const speed = { ...signed, unit: 'rad/s', scale: 0.229 * RPM_radps } as const;
const voltage = { unit: 'V', scale: 0.1 } as const;
/** Duty cycle of the motor, 885 being all of it. */
const duty = { unit: 'fraction', scale: 1 / 885 } as const;

/** What all Dynamixel X servos have in common; how each feels its load differs. */
export const xSeries = {
  protocol: 'dynamixel-2',
  ticksPerTurn: 4096,
  baudRates_bps: [9_600, 57_600, 115_200, 1_000_000, 2_000_000, 3_000_000, 4_000_000],
  offsetSign: 1,
  faultBits: { 0: 'voltage', 2: 'overheating', 3: 'encoder', 4: 'shock', 5: 'overload' },
} as const satisfies Partial<ServoModel>;

export const xSeriesRegisters = {
  modelNumber: { ...sensed(0, 2), area: 'eeprom' },
  id: eeprom(7, 1),
  baudRate: eeprom(8, 1),
  returnDelay: eeprom(9, 1, { unit: 's', scale: 2e-6 }),
  operatingMode: eeprom(11, 1),
  homingOffset: eeprom(20, 4, angle),
  maxTemperature: eeprom(31, 1, { unit: '°C' }),
  maxVoltage: eeprom(32, 2, voltage),
  minVoltage: eeprom(34, 2, voltage),
  maxTorque: eeprom(36, 2, duty),
  velocityLimit: eeprom(44, 4, speed),
  maxPosition: eeprom(48, 4, angle),
  minPosition: eeprom(52, 4, angle),
  shutdown: eeprom(63, 1),
  torqueEnable: ram(64, 1),
  status: sensed(70, 1),
  dGain: ram(80, 2),
  iGain: ram(82, 2),
  pGain: ram(84, 2),
  busWatchdog: ram(98, 1, { ...signed, unit: 's', scale: 0.02 }),
  torqueLimit: ram(100, 2, { ...duty, ...signed }),
  profileAcceleration: ram(108, 4, { unit: 'rad/s²', scale: (214.577 * RPM_radps) / 60 }),
  profileVelocity: ram(112, 4, { ...speed, encoding: 'unsigned' }),
  goalPosition: ram(116, 4, angle),
  moving: sensed(122, 1),
  presentVelocity: sensed(128, 4, speed),
  presentPosition: sensed(132, 4, angle),
  presentVoltage: sensed(144, 2, voltage),
  presentTemperature: sensed(146, 1, { unit: '°C' }),
} satisfies Partial<Record<RegisterName, Register>>;

/** Registers of the servos that measure and limit their current, in mA. */
export const currentRegisters = {
  currentLimit: eeprom(38, 2, { unit: 'A', scale: 0.001 }),
  goalCurrent: ram(102, 2, { ...signed, unit: 'A', scale: 0.001 }),
  presentCurrent: sensed(126, 2, { ...signed, unit: 'A', scale: 0.001 }),
} satisfies Partial<Record<RegisterName, Register>>;

/** Register of the servos that only estimate their load. */
export const loadRegisters = {
  presentLoad: sensed(126, 2, { ...signed, unit: 'fraction', scale: 0.001 }),
} satisfies Partial<Record<RegisterName, Register>>;
