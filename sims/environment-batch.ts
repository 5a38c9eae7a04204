import { WorkbenchError } from '../contracts/errors.ts';
import type { Random } from '../contracts/random.ts';
import { type ActionSpec, observationSize } from '../contracts/spec.ts';
import { createEnvironment, type Environment, type EnvironmentState } from './environment.ts';

/** The time steps of E environments, side by side. */
export interface BatchTimeStep {
  /** [E, S]. */
  readonly observation_t: Float32Array;
  /** [E]; 0 at a first step. */
  readonly reward_t: Float32Array;
  /** [E]; 1, or 0 at a termination. */
  readonly discount_t: Float32Array;
  /** [E]; 1 where an episode begins: the action given for it was ignored. */
  readonly isFirst: Uint8Array;
  /** [E]; 1 where an episode ends: the next step begins another. */
  readonly isLast: Uint8Array;
}

/** An episode that has ended. */
export interface Episode {
  /** Index of its environment. */
  readonly environment: number;
  readonly episodeReturn: number;
  readonly steps: number;
  readonly succeeded: boolean;
  /** Why the simulator could not go on, where it could not: the episode was cut at its last good step. */
  readonly divergence?: string;
}

/**
 * Environments of one task, one per generator, sharing one compiled model.
 * @throws WorkbenchError as `createEnvironment`.
 */
export async function createEnvironmentBatch(
  taskId: string,
  taskConfig: Readonly<Record<string, unknown>>,
  randoms: readonly Random[],
): Promise<EnvironmentBatch> {
  return new EnvironmentBatch(
    await Promise.all(randoms.map((random) => createEnvironment(taskId, taskConfig, random))),
  );
}

/** Environments of one task stepped together. Stepping allocates nothing but the record of an episode that ended. */
export class EnvironmentBatch {
  readonly size: number;
  readonly observationSize: number;
  readonly action: ActionSpec;
  /** The latest time steps: the batch's own arrays, overwritten by the next step. */
  readonly timeStep: BatchTimeStep;
  readonly #environments: readonly Environment[];
  readonly #action: Float64Array;
  #episodes: Episode[] = [];

  /** @param environments [E] of one task and configuration, E ≥ 1; the batch's own from now on. */
  constructor(environments: readonly Environment[]) {
    const { action, observation } = environments[0]!;
    this.#environments = environments;
    this.size = environments.length;
    this.observationSize = observationSize(observation);
    this.action = action;
    this.#action = new Float64Array(action.length);
    this.timeStep = {
      observation_t: new Float32Array(this.size * this.observationSize),
      reward_t: new Float32Array(this.size),
      discount_t: new Float32Array(this.size),
      isFirst: new Uint8Array(this.size),
      isLast: new Uint8Array(this.size),
    };
  }

  /** Begins an episode in every environment. */
  reset(): BatchTimeStep {
    for (let e = 0; e < this.size; e++) {
      this.#environments[e]!.reset();
      this.#collect(e);
    }
    return this.timeStep;
  }

  /**
   * Acts for one control step in every environment, or begins an episode where the last has ended. An environment whose
   * simulation diverges keeps its time step, as the last of its episode, and the others go on.
   * @param action_t [E, D] bin indices of discrete dimensions, values in [-1, 1] of continuous ones.
   * @throws WorkbenchError as `Environment.step`.
   */
  step(action_t: ArrayLike<number>): BatchTimeStep {
    const action = this.#action;
    if (action_t.length !== this.size * action.length) {
      throw new WorkbenchError(
        'bad-config',
        `The actions of ${this.size} environments are ${this.size * action.length} numbers, not ${action_t.length}.`,
        `Give ${action.length} for each environment.`,
      );
    }
    for (let e = 0; e < this.size; e++) {
      for (let d = 0; d < action.length; d++) action[d] = action_t[e * action.length + d]!;
      this.#collect(e, this.#environments[e]!.stepOrAbandon(action));
    }
    return this.timeStep;
  }

  /** The episodes that have ended since the last call, in order. */
  takeEpisodes(): readonly Episode[] {
    const episodes = this.#episodes;
    this.#episodes = [];
    return episodes;
  }

  /** Call `takeEpisodes` before: episodes not yet taken are not saved. */
  saveState(): readonly EnvironmentState[] {
    return this.#environments.map((environment) => environment.saveState());
  }

  /** Goes on, bit for bit, from a saved state of a batch of the same size and task. @param states [E]. */
  loadState(states: readonly EnvironmentState[]): BatchTimeStep {
    for (let e = 0; e < this.size; e++) {
      this.#environments[e]!.loadState(states[e]!);
      this.#write(e);
    }
    this.#episodes = [];
    return this.timeStep;
  }

  /** Frees the simulators' memory. */
  dispose(): void {
    for (const environment of this.#environments) environment.dispose();
  }

  #collect(e: number, divergence?: string): void {
    this.#write(e);
    if (!this.timeStep.isLast[e]) return;
    const { episodeReturn, episodeStep, succeeded } = this.#environments[e]!;
    const episode = { environment: e, episodeReturn, steps: episodeStep, succeeded };
    this.#episodes.push(divergence === undefined ? episode : { ...episode, divergence });
  }

  #write(e: number): void {
    const { stepType, observation_t, reward_t, discount_t } = this.#environments[e]!.timeStep;
    this.timeStep.observation_t.set(observation_t, e * this.observationSize);
    this.timeStep.reward_t[e] = reward_t;
    this.timeStep.discount_t[e] = discount_t;
    this.timeStep.isFirst[e] = Number(stepType === 'first');
    this.timeStep.isLast[e] = Number(stepType === 'last');
  }
}
