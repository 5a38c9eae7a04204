/** What a joint's goal may do. */
export interface JointLimits {
  readonly low_rad: number;
  readonly high_rad: number;
  readonly maxSpeed_radps: number;
  readonly maxAcceleration_radps2: number;
  readonly maxLead_rad: number;
}

/** How a joint's goal moves, as it was sent. */
export interface JointMotion {
  readonly goal_rad: number;
  /** Of the goal, over the last tick. */
  readonly speed_radps: number;
  /** Where the joint itself was last seen. */
  readonly measured_rad: number;
}

/** Speeds (rad/s) that a rule lets a goal have over the next tick. */
export interface Speeds {
  readonly low: number;
  readonly high: number;
}

/** What a rule may look at. */
export interface RuleInput {
  readonly motion: JointMotion;
  readonly limits: JointLimits;
  readonly tick_s: number;
  /** Since torque was switched on. */
  readonly sinceTorque_s: number;
  /** Share of the full speed that looking ahead allows, (0, 1]. */
  readonly speedShare: number;
}

export type Rule = (input: RuleInput) => Speeds;
