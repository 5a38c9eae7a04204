import type { EngineId } from '../../contracts/run.ts';
import { Random, type RandomState } from '../../contracts/random.ts';
import { STEP_FIRST, STEP_LAST, STEP_MID, type Experience } from '../../agents/replay/experience.ts';
import { createEnvironmentBatch, type Episode, type EnvironmentBatch } from '../../sims/environment-batch.ts';
import type { EnvironmentState } from '../../sims/environment.ts';
import { fillActions, uniformLogProbability } from '../../agents/noise.ts';
import { Acting, type PolicyActions } from './acting.ts';
import { sharedExperience, sharedParameters, type Half, type Plan, type SharedMemory } from './plan.ts';
import { streams } from './streams.ts';

/** The environments [from, to) that one thread simulates. */
export interface Share {
  readonly thread: number;
  readonly from: number;
  readonly to: number;
}

export interface CollectReport {
  readonly episodes: readonly Episode[];
  readonly busy_ms: number;
}

/** Everything that a thread's future experience depends on. */
export interface SimulationState {
  readonly environments: readonly EnvironmentState[];
  readonly exploration: readonly RandomState[];
  readonly noise: RandomState;
}

/** The acting side of a run: a share of its environments and the agent's act program, one call for all of them. */
export class Simulation {
  readonly #plan: Plan;
  readonly #shared: SharedMemory;
  readonly #share: Share;
  readonly #batch: EnvironmentBatch;
  readonly #acting: Acting;
  readonly #action: Float32Array;
  /** Of the actions, [environments of this thread]. */
  readonly #logProbability: Float32Array;
  readonly #epsilon: readonly number[];
  #exploration: Random[];

  static async create(plan: Plan, engine: EngineId, shared: SharedMemory, share: Share): Promise<Simulation> {
    const { config } = plan;
    const indices = Array.from({ length: share.to - share.from }, (_, i) => share.from + i);
    const [batch, acting] = await Promise.all([
      createEnvironmentBatch(
        config.task,
        config.taskConfig,
        indices.map((index) => streams.environment(config.seed, index)),
      ),
      Acting.create(plan, engine, indices.length, streams.actingNoise(config.seed, share.thread)),
    ]);
    return new Simulation(plan, shared, share, batch, acting);
  }

  private constructor(plan: Plan, shared: SharedMemory, share: Share, batch: EnvironmentBatch, acting: Acting) {
    const { config, agent, agentConfig, space } = plan;
    this.#plan = plan;
    this.#shared = shared;
    this.#share = share;
    this.#batch = batch;
    this.#acting = acting;
    this.#action = new Float32Array(batch.size * space.action.length);
    this.#logProbability = new Float32Array(batch.size);
    const indices = Array.from({ length: batch.size }, (_, i) => share.from + i);
    this.#epsilon = indices.map((index) => agent.exploration(agentConfig, index, config.environments));
    this.#exploration = indices.map((index) => streams.exploration(config.seed, index));
    batch.reset();
  }

  /**
   * Steps every environment `stepsPerIteration` times with the parameters in `half`, writing this thread's part of the
   * experience in the same half. Before the end of the warm-up every action is drawn uniformly.
   */
  async collect(half: Half, warmingUp: boolean): Promise<CollectReport> {
    const started_ms = performance.now();
    const experience = sharedExperience(this.#shared, half, this.#plan);
    this.#acting.parameters = sharedParameters(this.#shared, half);
    for (let row = 0; row < experience.rows; row++) {
      const policy = await this.#acting.act(this.#batch.timeStep.observation_t);
      this.#choose(policy, warmingUp);
      this.#record(experience, row, policy.greedy);
      this.#batch.step(this.#action);
    }
    const episodes = this.#batch.takeEpisodes().map((episode) => ({
      ...episode,
      environment: this.#share.from + episode.environment,
    }));
    return { episodes, busy_ms: performance.now() - started_ms };
  }

  save(): SimulationState {
    return {
      environments: this.#batch.saveState(),
      exploration: this.#exploration.map((random) => random.state),
      noise: this.#acting.noise,
    };
  }

  load(state: SimulationState): void {
    this.#batch.loadState(state.environments);
    this.#exploration = state.exploration.map((random) => new Random(random));
    this.#acting.noise = state.noise;
  }

  async dispose(): Promise<void> {
    this.#batch.dispose();
    await this.#acting.dispose();
  }

  /** Chooses the actions to execute: with probability epsilon a uniform draw of the whole action, else the policy's. */
  #choose({ exploring, logProbability }: PolicyActions, warmingUp: boolean): void {
    const { action } = this.#plan.space;
    if (logProbability) this.#logProbability.set(logProbability);
    for (let e = 0; e < this.#batch.size; e++) {
      const row = this.#action.subarray(e * action.length, (e + 1) * action.length);
      const random = this.#exploration[e]!;
      if (random.uniform() < (warmingUp ? 1 : this.#epsilon[e]!)) {
        fillActions(row, action, random);
        this.#logProbability[e] = uniformLogProbability(action);
      } else row.set(exploring.subarray(e * action.length, (e + 1) * action.length));
    }
  }

  /** Writes the present time steps and the actions chosen at them. */
  #record(to: Experience, row: number, greedy: Float32Array): void {
    const { observation_t, reward_t, discount_t, isFirst, isLast } = this.#batch.timeStep;
    const { environments, observationSize, dimensions } = to.shape;
    const at = row * environments + this.#share.from;
    to.observation.set(observation_t, at * observationSize);
    to.reward.set(reward_t, at);
    to.discount.set(discount_t, at);
    to.action.set(this.#action, at * dimensions);
    to.greedyAction.set(greedy, at * dimensions);
    if (to.shape.hasLogProbability) to.logProbability.set(this.#logProbability, at);
    for (let e = 0; e < this.#batch.size; e++) {
      to.stepType[at + e] = isFirst[e] ? STEP_FIRST : isLast[e] ? STEP_LAST : STEP_MID;
    }
  }
}
