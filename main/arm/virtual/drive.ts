import type { Family } from './family.ts';
import type { Memory } from './memory.ts';
import { MotionProfile } from './motion-profile.ts';

/** The servo of the SO-101 at 12 V: torque at stall, and the gains that its simulated actuator has too. */
const STALL_TORQUE_Nm = 2.94;
const STIFFNESS_Nm_per_rad = 998.22;
const DAMPING_Nms_per_rad = 2.731;

/** Where a joint is, as its servo's encoder sees it. */
export interface JointMotion {
  readonly position_rad: number;
  readonly velocity_radps: number;
}

/** The controller in a servo: from registers and the joint's motion to a torque. Torque off means none at all. */
export class Drive {
  /** Share of the full drive in the last step, signed. */
  load = 0;
  readonly #memory: Memory;
  readonly #family: Family;
  readonly #profile = new MotionProfile();
  #driving = false;

  constructor(memory: Memory, family: Family) {
    this.#memory = memory;
    this.#family = family;
  }

  /**
   * @param goal_rad where the joint should be.
   * @param limit greatest share of the full drive.
   * @param play_rad what the gear moves without moving the joint.
   * @returns the torque, N·m.
   */
  step(goal_rad: number, motion: JointMotion, limit: number, play_rad: number, dt_s: number): number {
    const torqueEnable = this.#memory.get('torqueEnable');
    if (torqueEnable !== 1) {
      this.#driving = false;
      this.load = 0;
      return torqueEnable === 2 ? -DAMPING_Nms_per_rad * motion.velocity_radps : 0;
    }
    if (!this.#driving) this.#profile.restart(motion.position_rad);
    this.#driving = true;
    const setPoint_rad = this.#profile.advance(
      goal_rad,
      this.#inSi('profileVelocity'),
      this.#inSi('profileAcceleration'),
      dt_s,
    );
    const error_rad = setPoint_rad - motion.position_rad;
    const pulled_rad = Math.sign(error_rad) * Math.max(0, Math.abs(error_rad) - play_rad / 2);
    const stiffness = (STIFFNESS_Nm_per_rad * this.#memory.get('pGain')) / this.#family.nominalGain;
    const wanted = (stiffness * pulled_rad - DAMPING_Nms_per_rad * motion.velocity_radps) / STALL_TORQUE_Nm;
    this.load = Math.max(-limit, Math.min(limit, wanted));
    return this.load * STALL_TORQUE_Nm;
  }

  #inSi(name: 'profileVelocity' | 'profileAcceleration'): number {
    const register = this.#memory.model.registers[name];
    return register ? this.#memory.get(name) * register.scale : 0;
  }
}
