import { eeprom, ram, sensed } from './register.ts';
import type { ServoModel } from './servo-model.ts';

/** A potentiometer whose 1024 steps span 300°. */
const TICK_rad = (300 / 1024) * (Math.PI / 180);

const angle = { unit: 'rad', scale: TICK_rad } as const;
const speed = { unit: 'rad/s', scale: TICK_rad, encoding: { signBit: 15 } } as const;
const voltage = { unit: 'V', scale: 0.1 } as const;

/** Feetech SCS0009, and the SCS series like it: big-endian, no homing offset, no sync read. */
export const scs0009: ServoModel = {
  id: 'scs0009',
  title: 'Feetech SCS0009',
  protocol: 'feetech-scs',
  modelNumber: 1284,
  ticksPerTurn: (2 * Math.PI) / TICK_rad,
  baudRates_bps: [1_000_000, 500_000, 250_000, 128_000, 115_200, 76_800, 57_600, 38_400],
  offsetSign: -1,
  faultBits: { 0: 'voltage', 2: 'overheating', 5: 'overload' },
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
    maxTorque: eeprom(16, 2, { unit: 'fraction', scale: 0.001 }),
    shutdown: eeprom(19, 1),
    pGain: eeprom(21, 1),
    dGain: eeprom(22, 1),
    iGain: eeprom(23, 1),
    torqueEnable: ram(40, 1),
    goalPosition: ram(42, 2, angle),
    profileVelocity: ram(46, 2, speed),
    lock: ram(48, 1),
    presentPosition: sensed(56, 2, angle),
    presentVelocity: sensed(58, 2, speed),
    presentLoad: sensed(60, 2, { unit: 'fraction', scale: 0.001, encoding: { signBit: 10 } }),
    presentVoltage: sensed(62, 1, voltage),
    presentTemperature: sensed(63, 1, { unit: '°C' }),
    status: sensed(65, 1),
    moving: sensed(66, 1),
  },
};
