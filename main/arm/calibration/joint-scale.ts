import type { JointCalibration } from '../../../contracts/arm-calibration.ts';
import { centreOf, type ArmJoint } from '../../../contracts/arm-description.ts';
import type { ServoModel } from '../servos/servo-model.ts';

/** Turns a servo's counts (its offset applied) into its joint's angle and back. */
export class JointScale {
  readonly #radPerTick: number;
  readonly #ticksPerTurn: number;
  readonly #centre_ticks: number;
  readonly #centre_rad: number;
  /** Ends of the travel that was found, within the joint's limits: [low, high], rad. */
  readonly limits_rad: readonly [number, number];

  constructor(joint: ArmJoint, { sign, low_ticks, high_ticks }: JointCalibration, { ticksPerTurn }: ServoModel) {
    this.#ticksPerTurn = ticksPerTurn;
    this.#radPerTick = (sign * 2 * Math.PI) / ticksPerTurn;
    this.#centre_ticks = (low_ticks + high_ticks) / 2;
    this.#centre_rad = centreOf(joint);
    const halfTravel_rad = ((high_ticks - low_ticks) / 2) * Math.abs(this.#radPerTick);
    this.limits_rad = [
      Math.max(joint.low_rad, this.#centre_rad - halfTravel_rad),
      Math.min(joint.high_rad, this.#centre_rad + halfTravel_rad),
    ];
  }

  /**
   * How many whole turns a count is away from the joint's travel. A servo that counts beyond one turn may wake up on
   * another turn than it was calibrated on.
   */
  turnOf(position_ticks: number): number {
    // Adding 0 makes 0 of -0.
    return Math.round((position_ticks - this.#centre_ticks) / this.#ticksPerTurn) + 0;
  }

  /** @param turn as `turnOf` gave it when the servo was met */
  toAngle(position_ticks: number, turn: number): number {
    const travelled_ticks = position_ticks - turn * this.#ticksPerTurn - this.#centre_ticks;
    return this.#centre_rad + travelled_ticks * this.#radPerTick;
  }

  /** The nearest count. */
  toTicks(angle_rad: number, turn: number): number {
    const travelled_ticks = (angle_rad - this.#centre_rad) / this.#radPerTick;
    return Math.round(this.#centre_ticks + travelled_ticks) + turn * this.#ticksPerTurn;
  }
}
