import type { Space } from '../../contracts/agent.ts';
import type { Random } from '../../contracts/random.ts';

/** A decision problem whose best actions are known, small enough to be learned in seconds. */
export interface Problem {
  readonly space: Space;
  /** The observation that an episode begins with. */
  begin(random: Random): readonly number[];
  /** What follows `action`, the bins of the sub-actions. The observation is the whole state. */
  step(observation: readonly number[], action: readonly number[], random: Random): Outcome;
}

export interface Outcome {
  readonly observation: readonly number[];
  readonly reward: number;
  /** Whether the episode ends here by its own rules (discount 0). */
  readonly isTerminal: boolean;
}
