import type { WorkbenchError } from '../../../contracts/errors.ts';
import type { Protocol, RegisterName, ServoFault, ServoModel } from '../servos/servo-model.ts';

/**
 * The servos on one cable. Requests may be made at any time and are sent one after another; each has a deadline of a
 * few milliseconds. What can be asked twice without harm is asked again when its answer is lost or damaged: for half a
 * second, but for what a control tick waits for, which is `readFeedback` and `syncWrite`.
 *
 * Values of registers are whole counts, decoded to signed numbers (a position in ticks); `servos/` tells their scale.
 *
 * All requests reject with a WorkbenchError that names the servo, the register and the value:
 * `no-answer` (silent, or every answer damaged), `refused` (by the servo, or because torque is on while EEPROM is to be
 * written), `bad-config` (value out of the register's range), `unsupported` (no such register), `link-lost`.
 */
export interface ServoBus {
  readonly protocol: Protocol;

  /** The servo of that id, or null if none answers; `no-answer` if only damage comes, as when two have this id. */
  ping(id: number): Promise<ServoIdentity | null>;
  /** Every servo that answers, in the order of `ids`; who is silent is asked twice at least. @param ids default: 1 to 20. */
  scan(ids?: readonly number[]): Promise<ServoIdentity[]>;

  read(id: number, register: RegisterName): Promise<number>;
  /** Writes, and waits for the acknowledgement. EEPROM is unlocked before and locked after, whatever happens. */
  write(id: number, register: RegisterName, value: number): Promise<void>;
  /** Gives a servo another id; refused if that id answers already. */
  changeId(id: number, newId: number): Promise<void>;
  /** Restarts a servo and waits until it answers: the only way out of a Dynamixel's hardware error. */
  reboot(id: number): Promise<void>;

  /** One register of many servos, in one round trip. @returns in order of `ids`; null where no sound answer came. */
  syncRead(ids: readonly number[], register: RegisterName): Promise<(number | null)[]>;
  /** Everything a control tick needs, in one round trip. @returns as `syncRead`. */
  readFeedback(ids: readonly number[]): Promise<(ServoFeedback | null)[]>;
  /** One RAM register of many servos, in one packet that nobody acknowledges. @param values in order of `ids`. */
  syncWrite(ids: readonly number[], register: RegisterName, values: readonly number[]): Promise<void>;

  /** Round trips and losses since the bus was opened; `servos` in order of id. */
  statistics(): BusStatistics;
  /** Called once, when the link is gone: unplugged (with the reason) or closed (with null). */
  onClosed(closed: (reason: WorkbenchError | null) => void): void;
  close(): Promise<void>;
}

export interface ServoIdentity {
  readonly id: number;
  readonly modelNumber: number;
  /** Null for a servo that no file in `servos/` describes: it can be pinged only. */
  readonly model: ServoModel | null;
}

/** What a servo feels. A quantity that its model does not measure is null. */
export interface ServoFeedback {
  readonly id: number;
  /** Ticks, the homing offset applied; more than one turn where the mode allows it. */
  readonly position_ticks: number;
  readonly velocity_radps: number;
  /** Share of the full drive, signed, in [-1, 1]. */
  readonly load: number | null;
  readonly current_A: number | null;
  readonly voltage_V: number;
  readonly temperature_degC: number;
  readonly faults: readonly ServoFault[];
}

export interface RoundTrips {
  readonly count: number;
  readonly median_ms: number;
  readonly p99_ms: number;
  readonly worst_ms: number;
}

export interface Counts {
  /** Answers that were due. */
  readonly expected: number;
  /** Answers that did not come in time. */
  readonly lost: number;
  /** Answers that came, but whose checksum was wrong. */
  readonly damaged: number;
  /** Requests sent again. */
  readonly retried: number;
}

export interface ServoHealth extends Counts {
  readonly id: number;
  /** Answers lost or damaged since the last sound one. */
  readonly silentFor: number;
  /** The last feedback, and when it came (ms, on the bus's clock). */
  readonly feedback: ServoFeedback | null;
  readonly heard_ms: number | null;
}

export interface BusStatistics extends Counts {
  readonly roundTrips: RoundTrips;
  readonly servos: readonly ServoHealth[];
}
