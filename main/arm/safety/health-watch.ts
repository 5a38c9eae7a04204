import type { ArmDescription } from '../../../contracts/arm-description.ts';
import type { JointState } from '../control/joint-state.ts';
import type { Finding } from './findings.ts';
import { servoFaultRemedies } from './servo-fault-remedies.ts';

/** Below the servos' own limit of 70 °C, so that the arm is put to rest before a servo lets go. */
const HOT_degC = 65;
/** A supply that gives so much less than it did when the arm was met is overloaded, or the wrong one. */
const SAG_share = 0.75;
const SAG_s = 0.5;
const SILENT_s = 0.1;
/** However long they took: on a busy computer a single one may be lost to a delay. */
const SILENT_ticks = 3;
/** A joint that is asked to move, and stands still against such a drive, pushes against something. */
const STALL_load = 0.5;
const STALL_speed_radps = 0.05;
const STALL_lead_rad = 0.1;
const STALL_s = 0.5;

/** When a tick is, and how late it began. */
interface TickClock {
  readonly now_s: number;
  readonly late_s: number;
}

/** Watches what the servos feel, tick by tick. */
export class HealthWatch {
  readonly #arm: ArmDescription;
  readonly #tick_s: number;
  readonly #voltages_V: readonly number[];
  readonly #stalled_s: number[];
  readonly #sagging_s: number[];
  /** When each servo was last heard. */
  readonly #heard_s: number[];

  /** @param states as the arm was met at `now_s`, at rest: its voltage then is what it should be */
  constructor(arm: ArmDescription, states: readonly JointState[], tick_s: number, now_s: number) {
    this.#arm = arm;
    this.#tick_s = tick_s;
    this.#voltages_V = states.map(({ voltage_V }) => voltage_V);
    this.#stalled_s = states.map(() => 0);
    this.#sagging_s = states.map(() => 0);
    this.#heard_s = states.map(() => now_s);
  }

  /** @param goals_rad null while torque is off. @returns what is wrong now */
  observe(states: readonly JointState[], goals_rad: readonly number[] | null, clock: TickClock): Finding[] {
    return states.flatMap((state, j) => {
      const lead_rad = goals_rad === null ? 0 : goals_rad[j]! - state.position_rad;
      const findings = [this.#silence(state, j, clock), this.#servoFault(state, j), this.#heat(state, j)];
      findings.push(this.#sag(state, j), this.#stall(state, lead_rad, j));
      return findings.filter((finding) => finding !== null);
    });
  }

  /** By the clock, since a servo that does not answer makes ticks longer; while this process is held up, it asks nobody. */
  #silence({ silentTicks }: JointState, j: number, { now_s, late_s }: TickClock): Finding | null {
    this.#heard_s[j] = silentTicks === 0 ? now_s : this.#heard_s[j]! + late_s;
    const silent_s = now_s - this.#heard_s[j]!;
    if (silentTicks < SILENT_ticks || silent_s < SILENT_s) return null;
    const { name, servoId } = this.#arm.joints[j]!;
    return {
      code: 'servo-silent',
      joint: name,
      cause: `Servo ${servoId} (${name}) has not answered for ${Math.round(silent_s * 1000)} ms.`,
      remedy: 'Check the cables from the servo before it, and its plug.',
    };
  }

  #servoFault({ faults }: JointState, j: number): Finding | null {
    const [fault] = faults;
    if (!fault) return null;
    const { name, servoId } = this.#arm.joints[j]!;
    const cause = `Servo ${servoId} (${name}) reports ${faults.join(' and ')}.`;
    return { code: 'servo-fault', joint: name, cause, remedy: servoFaultRemedies[fault] };
  }

  #heat({ temperature_degC }: JointState, j: number): Finding | null {
    if (temperature_degC < HOT_degC) return null;
    const { name, servoId } = this.#arm.joints[j]!;
    return {
      code: 'hot',
      joint: name,
      cause: `Servo ${servoId} (${name}) is at ${temperature_degC} °C.`,
      remedy: 'Park the arm and let it cool down; look for a joint that is stiff or pushes against something.',
    };
  }

  #sag({ voltage_V }: JointState, j: number): Finding | null {
    const usual_V = this.#voltages_V[j]!;
    const isLow = voltage_V < SAG_share * usual_V;
    this.#sagging_s[j] = isLow ? this.#sagging_s[j]! + this.#tick_s : 0;
    if (this.#sagging_s[j]! < SAG_s) return null;
    return {
      code: 'low-voltage',
      joint: this.#arm.joints[j]!.name,
      cause: `The supply gives ${voltage_V.toFixed(1)} V where it gave ${usual_V.toFixed(1)} V.`,
      remedy: 'Use a supply of the rated voltage and enough current, and check its plug.',
    };
  }

  #stall({ velocity_radps, load }: JointState, lead_rad: number, j: number): Finding | null {
    // A servo that does not tell its load is judged by its lead alone.
    const pushes = Math.abs(lead_rad) > STALL_lead_rad && Math.abs(load ?? 1) > STALL_load;
    const { name, grips } = this.#arm.joints[j]!;
    const isStalled = pushes && !grips && Math.abs(velocity_radps) < STALL_speed_radps;
    this.#stalled_s[j] = isStalled ? this.#stalled_s[j]! + this.#tick_s : 0;
    if (this.#stalled_s[j]! < STALL_s) return null;
    return {
      code: 'stalled',
      joint: name,
      cause: `${name} stands still ${lead_rad.toFixed(2)} rad before its goal, though it is driven.`,
      remedy: 'Take away what it pushes against.',
    };
  }
}
