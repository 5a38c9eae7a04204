import { Physics, type JointAddress } from '../../../sims/physics/physics.ts';
import type { Faults } from './faults.ts';
import type { VirtualServo } from './virtual-servo.ts';

const MODEL_URL = new URL('./so101-bench.xml', import.meta.url).href;

/** A clamp that holds a jammed joint. */
const JAM_STIFFNESS_Nm_per_rad = 3000;
const JAM_DAMPING_Nms_per_rad = 10;

/** A hand that leads a joint, and how fast it does. */
const HAND_STIFFNESS_Nm_per_rad = 150;
const HAND_DAMPING_Nms_per_rad = 2;
const HAND_SPEED_radps = 1.5;

/** A servo that has this much further to catch up (a laptop that slept) leaves it out. */
const GREATEST_DELAY_s = 0.25;

const SUPPLY_V = 12;

/** A servo in a joint of the model. */
export interface MountedServo {
  readonly joint: string;
  readonly servo: VirtualServo;
}

/** The simulated arm on its table, moved by virtual servos in real time. */
export class Bench {
  readonly #physics: Physics;
  readonly #mounted: readonly { readonly servo: VirtualServo; readonly address: JointAddress }[];
  readonly #faults: Faults;
  readonly #jammed_rad = new Map<VirtualServo, number>();
  /** Where a hand leads the joints to, and where it has them now. */
  #hand: { readonly to_rad: readonly number[]; readonly at_rad: number[] } | null = null;
  #time_s: number | null = null;

  private constructor(physics: Physics, mounted: readonly MountedServo[], faults: Faults) {
    this.#physics = physics;
    this.#mounted = mounted.map(({ joint, servo }) => ({ servo, address: physics.joint(joint) }));
    this.#faults = faults;
    this.#sense();
  }

  /** @throws WorkbenchError `bad-model`. */
  static async load(mounted: readonly MountedServo[], faults: Faults): Promise<Bench> {
    return new Bench(await Physics.load(MODEL_URL), mounted, faults);
  }

  /** Joint positions in order of the servos, rad. */
  get positions_rad(): number[] {
    return this.#mounted.map(({ address }) => this.#physics.qpos[address.qpos]!);
  }

  /** Puts the arm into a pose, at rest. @param positions_rad in order of the servos. */
  pose(positions_rad: readonly number[]): void {
    for (const [i, { address }] of this.#mounted.entries()) {
      this.#physics.qpos[address.qpos] = positions_rad[i]!;
      this.#physics.qvel[address.qvel] = 0;
    }
    this.#physics.forward();
    this.#sense();
  }

  /** Leads the joints, as a person's hand would; null lets go. @param pose_rad in order of the servos. */
  lead(pose_rad: readonly number[] | null): void {
    this.#hand = pose_rad && { to_rad: pose_rad, at_rad: this.#hand?.at_rad ?? this.positions_rad };
  }

  /** Lets the arm move until now. */
  advanceTo(now_s: number): void {
    const dt_s = this.#physics.timestep_s;
    this.#time_s = Math.max(this.#time_s ?? now_s, now_s - GREATEST_DELAY_s);
    for (; this.#time_s + dt_s <= now_s; this.#time_s += dt_s) this.#step(dt_s);
  }

  dispose(): void {
    this.#physics.dispose();
  }

  #step(dt_s: number): void {
    for (const [j, { servo, address }] of this.#mounted.entries()) {
      this.#physics.qfrcApplied[address.qvel] =
        this.#torque_Nm(servo, dt_s) + this.#jam_Nm(servo, address) + this.#hand_Nm(j, address, dt_s);
    }
    this.#physics.step(1);
    this.#sense();
  }

  #torque_Nm(servo: VirtualServo, dt_s: number): number {
    const { missing, overload, overheated, supply_V, backlash_rad } = this.#faults;
    const forced = new Set([
      ...(overload.has(servo.id) ? (['overload'] as const) : []),
      ...(overheated.has(servo.id) ? (['overheating'] as const) : []),
    ]);
    const supplied_V = missing.has(servo.id) ? 0 : (supply_V ?? SUPPLY_V);
    return servo.step({ supply_V: supplied_V, play_rad: backlash_rad, forced }, dt_s);
  }

  #jam_Nm(servo: VirtualServo, address: JointAddress): number {
    if (!this.#faults.stalled.has(servo.id)) {
      this.#jammed_rad.delete(servo);
      return 0;
    }
    const position_rad = this.#physics.qpos[address.qpos]!;
    const held_rad = this.#jammed_rad.get(servo) ?? position_rad;
    this.#jammed_rad.set(servo, held_rad);
    const velocity_radps = this.#physics.qvel[address.qvel]!;
    return JAM_STIFFNESS_Nm_per_rad * (held_rad - position_rad) - JAM_DAMPING_Nms_per_rad * velocity_radps;
  }

  #hand_Nm(j: number, address: JointAddress, dt_s: number): number {
    if (!this.#hand) return 0;
    const { to_rad, at_rad } = this.#hand;
    const way_rad = to_rad[j]! - at_rad[j]!;
    at_rad[j]! += Math.sign(way_rad) * Math.min(Math.abs(way_rad), HAND_SPEED_radps * dt_s);
    const lag_rad = at_rad[j]! - this.#physics.qpos[address.qpos]!;
    return HAND_STIFFNESS_Nm_per_rad * lag_rad - HAND_DAMPING_Nms_per_rad * this.#physics.qvel[address.qvel]!;
  }

  #sense(): void {
    for (const { servo, address } of this.#mounted) {
      servo.sense({
        position_rad: this.#physics.qpos[address.qpos]!,
        velocity_radps: this.#physics.qvel[address.qvel]!,
      });
    }
  }
}
