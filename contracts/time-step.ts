/** Where a step stands in its episode. */
export type StepType = 'first' | 'mid' | 'last';

/**
 * What an environment answers (dm_env). An episode that ends by its own rules has `discount_t` 0 at its last step
 * (termination); one cut by the step limit keeps 1 (truncation), so that its value is still bootstrapped.
 */
export interface TimeStep {
  readonly stepType: StepType;
  /** The environment's own buffer, overwritten by the next step: copy it to keep it. */
  readonly observation_t: Float32Array;
  /** Reward for the action that led here; 0 at the first step. */
  readonly reward_t: number;
  /** 1, or 0 at a termination. */
  readonly discount_t: number;
}
