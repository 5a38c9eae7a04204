import { eeprom, ram, sensed } from './register.ts';
import type { ServoModel } from './servo-model.ts';

const TICK_rad = (2 * Math.PI) / 4096;

const angle = { unit: 'rad', scale: TICK_rad, encoding: { signBit: 15 } } as const;
const speed = { unit: 'rad/s', scale: TICK_rad, encoding: { signBit: 15 } } as const;
const drive = { unit: 'fraction', scale: 0.001 } as const;
const percent = { unit: 'fraction', scale: 0.01 } as const;
const voltage = { unit: 'V', scale: 0.1 } as const;
const current = { unit: 'A', scale: 0.0065 } as const;

/** Feetech STS3215, a magnetic encoder at its shaft: the servo of the SO-100 and SO-101. */
export const sts3215: ServoModel = {
  id: 'sts3215',
  title: 'Feetech STS3215',
  protocol: 'feetech-sts',
  modelNumber: 777,
  ticksPerTurn: 4096,
  baudRates_bps: [1_000_000, 500_000, 250_000, 128_000, 115_200, 76_800, 57_600, 38_400],
  offsetSign: -1,
  faultBits: { 0: 'voltage', 1: 'encoder', 2: 'overheating', 3: 'overcurrent', 5: 'overload' },
  registers: {
    modelNumber: { ...sensed(3, 2), area: 'eeprom' },
    id: eeprom(5, 1),
    baudRate: eeprom(6, 1),
    returnDelay: eeprom(7, 1, { unit: 's', scale: 2e-6 }),
    minPosition: eeprom(9, 2, angle),
    maxPosition: eeprom(11, 2, angle),
    maxTemperature: eeprom(13, 1, { unit: '°C' }),
    maxVoltage: eeprom(14, 1, voltage),
    minVoltage: eeprom(15, 1, voltage),
    maxTorque: eeprom(16, 2, drive),
    phase: eeprom(18, 1),
    shutdown: eeprom(19, 1),
    pGain: eeprom(21, 1),
    dGain: eeprom(22, 1),
    iGain: eeprom(23, 1),
    protectionCurrent: eeprom(28, 2, current),
    homingOffset: eeprom(31, 2, { ...angle, encoding: { signBit: 11 } }),
    operatingMode: eeprom(33, 1),
    protectiveTorque: eeprom(34, 1, percent),
    protectionTime: eeprom(35, 1, { unit: 's', scale: 0.01 }),
    overloadTorque: eeprom(36, 1, percent),
    torqueEnable: ram(40, 1),
    profileAcceleration: ram(41, 1, { unit: 'rad/s²', scale: 100 * TICK_rad }),
    goalPosition: ram(42, 2, angle),
    profileVelocity: ram(46, 2, speed),
    torqueLimit: ram(48, 2, drive),
    lock: ram(55, 1),
    presentPosition: sensed(56, 2, angle),
    presentVelocity: sensed(58, 2, speed),
    presentLoad: sensed(60, 2, { ...drive, encoding: { signBit: 10 } }),
    presentVoltage: sensed(62, 1, voltage),
    presentTemperature: sensed(63, 1, { unit: '°C' }),
    status: sensed(65, 1),
    moving: sensed(66, 1),
    presentCurrent: sensed(69, 2, { ...current, encoding: { signBit: 15 } }),
  },
};
