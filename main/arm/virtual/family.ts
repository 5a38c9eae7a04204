import type { Protocol, ServoFault } from '../servos/servo-model.ts';
import type { RegisterValues } from './memory.ts';

/** In what the virtual servos of a family differ. */
export interface Family {
  readonly defaults: RegisterValues;
  /** Bytes by address that no table names. */
  readonly constants: Readonly<Record<number, number>>;
  /** Where it stands whether writes are acknowledged, and the least value with which they are. */
  readonly statusLevel: { readonly address: number; readonly acknowledged: number };
  /** Position that the encoder shows once the joint is in the model's zero pose. */
  readonly centre_ticks: number;
  /** Whether positions start again at 0 after each turn. */
  readonly wraps: boolean;
  /** Position gain that drives the joint as the model's actuator does. */
  readonly nominalGain: number;
  readonly nominal_V: number;
  /** A fault ends the torque until the servo restarts; otherwise until it has passed. */
  readonly faultsLatch: boolean;
}

/** The bit of a fault, as `shutdown` and `status` have it. */
export function bitOf(fault: ServoFault, faultBits: Readonly<Record<number, ServoFault>>): number {
  const bit = Object.keys(faultBits).find((bit) => faultBits[Number(bit)] === fault);
  return bit === undefined ? 0 : 1 << Number(bit);
}

const feetech: Family = {
  defaults: {
    maxPosition: 4095,
    maxTemperature: 70,
    maxVoltage: 140,
    minVoltage: 40,
    maxTorque: 1000,
    phase: 12,
    shutdown: 44,
    pGain: 32,
    dGain: 32,
    protectionCurrent: 500,
    protectiveTorque: 20,
    protectionTime: 200,
    overloadTorque: 80,
    torqueLimit: 1000,
    lock: 1,
  },
  constants: { 0: 3, 1: 10, 8: 1 },
  statusLevel: { address: 8, acknowledged: 1 },
  centre_ticks: 2048,
  wraps: true,
  nominalGain: 16,
  nominal_V: 12,
  faultsLatch: false,
};

const dynamixel: Family = {
  defaults: {
    baudRate: 3,
    returnDelay: 250,
    operatingMode: 3,
    maxTemperature: 80,
    maxVoltage: 140,
    minVoltage: 35,
    maxTorque: 885,
    currentLimit: 1750,
    velocityLimit: 1023,
    maxPosition: 4095,
    shutdown: 52,
    pGain: 800,
    torqueLimit: 885,
    goalCurrent: 1750,
  },
  constants: { 6: 47, 13: 2, 68: 2 },
  statusLevel: { address: 68, acknowledged: 2 },
  centre_ticks: 2048,
  wraps: false,
  nominalGain: 800,
  nominal_V: 12,
  faultsLatch: true,
};

export const families: Readonly<Record<Protocol, Family>> = {
  'feetech-sts': feetech,
  'feetech-scs': { ...feetech, centre_ticks: 512, wraps: false, defaults: { ...feetech.defaults, maxPosition: 1023 } },
  'dynamixel-2': dynamixel,
};
