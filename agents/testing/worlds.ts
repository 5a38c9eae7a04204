import type { Random } from '../../contracts/random.ts';
import {
  STEP_FIRST,
  STEP_LAST,
  STEP_MID,
  allocateExperience,
  type Experience,
  type ExperienceShape,
} from '../replay/experience.ts';
import type { Problem } from './problem.ts';

/** Copies of a problem, stepped together; a new episode begins at the step after a last one. */
export class Worlds {
  readonly shape: ExperienceShape;
  /** The present time steps, and the actions that {@link step} takes from them. */
  readonly row: Experience;
  readonly #problem: Problem;
  readonly #random: Random;

  constructor(problem: Problem, environments: number, random: Random, hasLogProbability = false) {
    const { observationSize, action } = problem.space;
    this.shape = { environments, observationSize, dimensions: action.length, hasLogProbability };
    this.row = allocateExperience(1, this.shape);
    this.#problem = problem;
    this.#random = random;
    for (let e = 0; e < environments; e++) this.#begin(e);
  }

  step(): void {
    const { environments, observationSize, dimensions } = this.shape;
    for (let e = 0; e < environments; e++) {
      if (this.row.stepType[e] === STEP_LAST) this.#begin(e);
      else {
        const observation = [...this.row.observation.subarray(e * observationSize, (e + 1) * observationSize)];
        const action = [...this.row.action.subarray(e * dimensions, (e + 1) * dimensions)];
        const next = this.#problem.step(observation, action, this.#random);
        const [discount, stepType] = next.isTerminal ? [0, STEP_LAST] : [1, STEP_MID];
        this.#write(e, next.observation, next.reward, discount, stepType);
      }
    }
  }

  #begin(e: number): void {
    this.#write(e, this.#problem.begin(this.#random), 0, 1, STEP_FIRST);
  }

  #write(e: number, observation: readonly number[], reward: number, discount: number, stepType: number): void {
    this.row.observation.set(observation, e * this.shape.observationSize);
    this.row.reward[e] = reward;
    this.row.discount[e] = discount;
    this.row.stepType[e] = stepType;
  }
}
