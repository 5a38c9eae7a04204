/** The wire protocols spoken here; each has its codec. */
export type Protocol = 'feetech-sts' | 'feetech-scs' | 'dynamixel-2';

/**
 * What a servo keeps, under one name for all families. A model's table says where and how; not every model has every
 * register. Profile velocity and acceleration are those of a move to a goal position.
 */
export type RegisterName =
  | 'modelNumber'
  | 'id'
  | 'baudRate'
  | 'returnDelay'
  | 'minPosition'
  | 'maxPosition'
  | 'maxTemperature'
  | 'minVoltage'
  | 'maxVoltage'
  | 'maxTorque'
  | 'phase'
  | 'shutdown'
  | 'pGain'
  | 'iGain'
  | 'dGain'
  | 'homingOffset'
  | 'operatingMode'
  | 'protectionCurrent'
  | 'protectiveTorque'
  | 'protectionTime'
  | 'overloadTorque'
  | 'currentLimit'
  | 'velocityLimit'
  | 'torqueEnable'
  | 'lock'
  | 'busWatchdog'
  | 'goalCurrent'
  | 'profileAcceleration'
  | 'profileVelocity'
  | 'goalPosition'
  | 'torqueLimit'
  | 'presentPosition'
  | 'presentVelocity'
  | 'presentLoad'
  | 'presentCurrent'
  | 'presentVoltage'
  | 'presentTemperature'
  | 'status'
  | 'moving';

/** How a register's bytes become a number: a magnitude below a sign bit is Feetech's way. */
export type Encoding = 'unsigned' | 'twos-complement' | { readonly signBit: number };

export type Unit = 'rad' | 'rad/s' | 'rad/s²' | 's' | 'V' | '°C' | 'A' | 'fraction' | 'count';

export interface Register {
  readonly address: number;
  readonly bytes: 1 | 2 | 4;
  readonly encoding: Encoding;
  /** EEPROM survives a power cycle, wears out, and is written only while torque is off. */
  readonly area: 'eeprom' | 'ram';
  readonly readOnly: boolean;
  readonly unit: Unit;
  /** SI units per count. */
  readonly scale: number;
}

/** What a servo reports of itself; each may end its torque. */
export type ServoFault = 'voltage' | 'encoder' | 'overheating' | 'overcurrent' | 'overload' | 'shock';

/** One servo type: a file in this folder, listed in index.ts. */
export interface ServoModel {
  /** In small letters, as LeRobot writes it. */
  readonly id: string;
  readonly title: string;
  readonly protocol: Protocol;
  /** What it answers as its model number. */
  readonly modelNumber: number;
  readonly ticksPerTurn: number;
  /** Baud rates, bit/s, by the code in `baudRate`. */
  readonly baudRates_bps: readonly number[];
  /** Present = actual + offsetSign · homing offset. */
  readonly offsetSign: 1 | -1;
  readonly registers: Readonly<Partial<Record<RegisterName, Register>>>;
  /** Faults by bit of `status`. */
  readonly faultBits: Readonly<Record<number, ServoFault>>;
}
