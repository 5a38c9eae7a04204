import type { TransitionSettings } from '../../contracts/agent.ts';
import { STEP_FIRST, STEP_LAST, STEP_MID, allocateExperience, type Experience } from '../replay/experience.ts';
import type { TransitionBatch } from '../replay/replay.ts';

/** One time step of a hand-written episode, and the choice made at it. */
export interface Step {
  readonly stepType: number;
  readonly reward: number;
  readonly discount: number;
}

export const first: Step = { stepType: STEP_FIRST, reward: 0, discount: 1 };
export const mid = (reward: number): Step => ({ stepType: STEP_MID, reward, discount: 1 });
export const terminated = (reward: number): Step => ({ stepType: STEP_LAST, reward, discount: 0 });
export const truncated = (reward: number): Step => ({ stepType: STEP_LAST, reward, discount: 1 });

/**
 * Rows of experience from one list of steps per environment. Observation, action and greedy action of step `row` in
 * environment `e` are 100 · e + row: they tell where a transition comes from.
 */
export function experienceOf(environments: readonly (readonly Step[])[]): Experience {
  const rows = environments[0]!.length;
  const experience = allocateExperience(rows, {
    environments: environments.length,
    observationSize: 1,
    dimensions: 1,
  });
  environments.forEach((steps, e) => {
    steps.forEach(({ stepType, reward, discount }, row) => {
      const at = row * environments.length + e;
      experience.stepType[at] = stepType;
      experience.reward[at] = reward;
      experience.discount[at] = discount;
      experience.observation[at] = 100 * e + row;
      experience.action[at] = 100 * e + row;
      experience.greedyAction[at] = 1000 + 100 * e + row;
    });
  });
  return experience;
}

export function batchFor({ batchSize }: TransitionSettings, observationSize = 1, dimensions = 1): TransitionBatch {
  return {
    observation_t: new Float32Array(batchSize * observationSize),
    action_t: new Float32Array(batchSize * dimensions),
    greedyAction_t: new Float32Array(batchSize * dimensions),
    return_t: new Float32Array(batchSize),
    discount_t: new Float32Array(batchSize),
    observation_tn: new Float32Array(batchSize * observationSize),
    importance: new Float32Array(batchSize),
  };
}
