import type { ServoFault, ServoModel } from '../servos/servo-model.ts';
import { Drive, type JointMotion } from './drive.ts';
import { families, type Family } from './family.ts';
import { Memory } from './memory.ts';
import { Protection } from './protection.ts';

/** Current at full drive, and of the electronics alone. */
const STALL_CURRENT_A = 2.7;
const IDLE_CURRENT_A = 0.02;

/** Below this voltage a servo's processor stops. */
const BROWN_OUT_V = 4;

/** How long it takes to start again. */
const START_s = 0.3;

const MOVING_radps = 0.02;

/** What a tripped bus watchdog reads as; the goals are read-only until it is set anew. */
export const WATCHDOG_TRIPPED = -1;

/** What surrounds a servo during a step. */
export interface Surroundings {
  readonly supply_V: number;
  readonly play_rad: number;
  readonly forced: ReadonlySet<ServoFault>;
}

/** A servo: its registers, its controller and what protects it. */
export class VirtualServo {
  readonly memory: Memory;
  readonly family: Family;
  readonly protection: Protection;
  readonly #drive: Drive;
  /** Ticks that the encoder shows in the model's zero pose. */
  readonly #zero_ticks: number;
  readonly #tick_rad: number;
  #startsIn_s = 0;
  #silent_s = 0;
  #motion: JointMotion = { position_rad: 0, velocity_radps: 0 };

  /** @param zero_ticks encoder position of the joint's zero, as the arm was put together; default: mid-turn. */
  constructor(model: ServoModel, id: number, zero_ticks?: number) {
    this.family = families[model.protocol];
    const defaults = { ...this.family.defaults, id, modelNumber: model.modelNumber };
    this.memory = new Memory(model, defaults, this.family.constants);
    this.protection = new Protection(this.memory, this.family);
    this.#drive = new Drive(this.memory, this.family);
    this.#zero_ticks = zero_ticks ?? this.family.centre_ticks;
    this.#tick_rad = (2 * Math.PI) / model.ticksPerTurn;
    this.sense({ position_rad: 0, velocity_radps: 0 });
    this.memory.set('goalPosition', this.memory.get('presentPosition'));
  }

  get id(): number {
    return this.memory.get('id');
  }

  /** Whether it has the power to listen and to answer. */
  get awake(): boolean {
    return this.#startsIn_s <= 0;
  }

  /** A packet was on the bus. */
  hear(): void {
    this.#silent_s = 0;
  }

  /** Takes over where the joint is. */
  sense(motion: JointMotion): void {
    this.#motion = motion;
    const { memory } = this;
    memory.set('presentPosition', this.#present_ticks());
    memory.set('presentVelocity', Math.round(motion.velocity_radps / memory.model.registers.presentVelocity!.scale));
    memory.set('presentLoad', Math.round(this.#drive.load * 1000));
    const current_A = Math.abs(this.#drive.load) * STALL_CURRENT_A + IDLE_CURRENT_A;
    const current = memory.model.registers.presentCurrent;
    if (current) memory.set('presentCurrent', Math.round((Math.sign(this.#drive.load) * current_A) / current.scale));
    memory.set('presentTemperature', Math.round(this.protection.temperature_degC));
    memory.set('moving', Math.abs(motion.velocity_radps) > MOVING_radps ? 1 : 0);
  }

  /** Shows what it senses by the settings that hold now. */
  refresh(): void {
    this.sense(this.#motion);
  }

  /** One step of its controller. @returns the torque on the joint, N·m. */
  step({ supply_V, play_rad, forced }: Surroundings, dt_s: number): number {
    if (supply_V < BROWN_OUT_V) this.restart();
    if (!this.awake) {
      if (supply_V >= BROWN_OUT_V) this.#startsIn_s -= dt_s;
      return 0;
    }
    this.memory.set('presentVoltage', Math.round(supply_V * 10));
    this.#watchBus(dt_s);
    this.protection.step(this.#drive.load, this.#motion.velocity_radps, supply_V, forced, dt_s);
    const limit = (this.protection.limit * supply_V) / this.family.nominal_V;
    return this.#drive.step(this.#goal_rad(), this.#motion, Math.min(1, limit), play_rad, dt_s);
  }

  /** Loses all that stands in RAM, and is deaf for a while. */
  restart(): void {
    this.memory.restart();
    this.refresh();
    this.memory.set('goalPosition', this.memory.get('presentPosition'));
    this.#startsIn_s = START_s;
  }

  /** Makes where it stands the middle of the turn, as Feetech's re-centring does. */
  recentre(): void {
    const actual_ticks = this.#present_ticks() - this.#offset_ticks();
    this.memory.set('homingOffset', actual_ticks - this.family.centre_ticks);
    this.memory.save();
    this.refresh();
  }

  /** Stops where it is when the bus has been silent for longer than its watchdog allows (Dynamixel). */
  #watchBus(dt_s: number): void {
    const { memory } = this;
    this.#silent_s += dt_s;
    const { scale } = memory.model.registers.busWatchdog ?? { scale: 0 };
    const allowed_s = memory.get('busWatchdog') * scale;
    if (allowed_s <= 0 || this.#silent_s <= allowed_s || memory.get('torqueEnable') === 0) return;
    memory.set('busWatchdog', WATCHDOG_TRIPPED);
    memory.set('goalPosition', memory.get('presentPosition'));
  }

  #offset_ticks(): number {
    return this.memory.model.offsetSign * this.memory.get('homingOffset');
  }

  #present_ticks(): number {
    const ticks = Math.round(this.#zero_ticks + this.#motion.position_rad / this.#tick_rad) + this.#offset_ticks();
    const turn = this.memory.model.ticksPerTurn;
    return this.family.wraps ? ((ticks % turn) + turn) % turn : ticks;
  }

  /** The goal as a joint position: it lies as far from the present one as the registers say, without any wrap. */
  #goal_rad(): number {
    const { memory } = this;
    const [low, high] = [memory.get('minPosition'), memory.get('maxPosition')];
    const goal = memory.get('goalPosition');
    const allowed = low < high ? Math.min(high, Math.max(low, goal)) : goal;
    return this.#motion.position_rad + (allowed - this.#present_ticks()) * this.#tick_rad;
  }
}
