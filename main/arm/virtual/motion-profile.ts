/** Moves a set point to its goal with bounded velocity and acceleration, as the servos do within themselves. */
export class MotionProfile {
  #position = 0;
  #velocity = 0;

  /** Starts anew, at rest. */
  restart(position: number): void {
    this.#position = position;
    this.#velocity = 0;
  }

  /**
   * Where the set point is after `dt_s`; all in the goal's unit.
   * @param maxVelocity 0 for no bound, as `maxAcceleration`.
   */
  advance(goal: number, maxVelocity: number, maxAcceleration: number, dt_s: number): number {
    const rest = goal - this.#position;
    const limit = maxVelocity || Infinity;
    // The fastest from which it can still stop at the goal.
    const stoppable = maxAcceleration ? Math.sqrt(2 * maxAcceleration * Math.abs(rest)) : Infinity;
    const wanted = Math.sign(rest) * Math.min(limit, stoppable, Math.abs(rest) / dt_s);
    const step = maxAcceleration ? maxAcceleration * dt_s : Infinity;
    this.#velocity += Math.max(-step, Math.min(step, wanted - this.#velocity));
    this.#position += this.#velocity * dt_s;
    return this.#position;
  }
}
