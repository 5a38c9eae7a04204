import type { ServoFault } from '../servos/servo-model.ts';
import { bitOf } from './family.ts';
import type { Family } from './family.ts';
import type { Memory } from './memory.ts';

const AMBIENT_degC = 28;

/** How much hotter than its surroundings a servo gets under full load in the end, and how soon. */
const HEATING_degC = 60;
const HEATING_TIME_s = 300;

/** Slower than this a loaded joint counts as stalled. */
const STALLED_radps = 0.1;

/** Dynamixel servos have no registers for these two. */
const DYNAMIXEL_OVERLOAD = { load: 0.8, time_s: 2 };

/** What makes a servo complain and give up: heat, load and voltage. */
export class Protection {
  temperature_degC = AMBIENT_degC;
  readonly #memory: Memory;
  readonly #family: Family;
  #overloaded_s = 0;

  constructor(memory: Memory, family: Family) {
    this.#memory = memory;
    this.#family = family;
  }

  step(load: number, velocity_radps: number, supply_V: number, forced: ReadonlySet<ServoFault>, dt_s: number): void {
    const heated_degC = AMBIENT_degC + HEATING_degC * load ** 2;
    this.temperature_degC += ((heated_degC - this.temperature_degC) * dt_s) / HEATING_TIME_s;
    const limit_degC = this.#memory.get('maxTemperature');
    if (forced.has('overheating')) this.temperature_degC = Math.max(this.temperature_degC, limit_degC + 1);
    else if (this.temperature_degC > limit_degC) this.temperature_degC = limit_degC - 5;
    const { load: threshold, time_s } = this.#overload();
    const stalled = Math.abs(load) >= threshold && Math.abs(velocity_radps) < STALLED_radps;
    this.#overloaded_s = stalled ? this.#overloaded_s + dt_s : 0;
    this.#report('voltage', this.#isWrong(supply_V));
    this.#report('overheating', this.temperature_degC > limit_degC);
    if (forced.has('overload') || this.#overloaded_s > time_s) this.#set('overload', true);
    if (this.#family.faultsLatch && this.#memory.get('status') & this.#memory.get('shutdown')) {
      this.#memory.set('torqueEnable', 0);
    }
    const hot = this.#has('overheating') && this.#memory.get('shutdown') & this.#bit('overheating');
    if (hot) this.#memory.set('torqueEnable', 0);
  }

  /** Greatest share of the drive that is left. */
  get limit(): number {
    const { torqueLimit } = this.#memory.model.registers;
    const limit = torqueLimit ? Math.abs(this.#memory.get('torqueLimit')) * torqueLimit.scale : 1;
    return this.#has('overload') ? Math.min(limit, this.#memory.get('protectiveTorque') / 100) : limit;
  }

  /** Feetech servos forgive an overload as soon as their torque is switched anew. */
  torqueSwitched(): void {
    if (!this.#family.faultsLatch) this.#set('overload', false);
    this.#overloaded_s = 0;
  }

  #overload(): { load: number; time_s: number } {
    if (!this.#memory.has('overloadTorque')) return DYNAMIXEL_OVERLOAD;
    return { load: this.#memory.get('overloadTorque') / 100, time_s: this.#memory.get('protectionTime') / 100 };
  }

  #isWrong(supply_V: number): boolean {
    return supply_V < this.#memory.get('minVoltage') / 10 || supply_V > this.#memory.get('maxVoltage') / 10;
  }

  /** A fault that passes, unless this family keeps it. */
  #report(fault: ServoFault, present: boolean): void {
    this.#set(fault, present || (this.#family.faultsLatch && this.#has(fault)));
  }

  #has(fault: ServoFault): boolean {
    return (this.#memory.get('status') & this.#bit(fault)) !== 0;
  }

  #set(fault: ServoFault, present: boolean): void {
    const status = this.#memory.get('status');
    this.#memory.set('status', present ? status | this.#bit(fault) : status & ~this.#bit(fault));
  }

  #bit(fault: ServoFault): number {
    return bitOf(fault, this.#memory.model.faultBits);
  }
}
