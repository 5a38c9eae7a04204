import type { z } from 'zod';
import type { ActionSpec } from './spec.ts';

/** Shape and type of a tensor; `noise` says how the host fills an input that is random. */
export interface TensorSpec {
  readonly shape: readonly number[];
  readonly dtype: 'float32' | 'int32';
  /**
   * `uniform`: float32 in [0, 1). `normal`: float32, standard normal. `actions`: the last axis holds a uniformly drawn
   * action, int32 only where every sub-action is discrete.
   */
  readonly noise?: 'uniform' | 'normal' | 'actions';
}
export type TensorSpecs = Readonly<Record<string, TensorSpec>>;

/** What an agent sees of a task. */
export interface Space {
  readonly observationSize: number;
  readonly action: ActionSpec;
}

/**
 * A pure function on tensors, with the specs that an engine needs to compile it.
 *
 * @template T the tensor type (tfjs's `Tensor`): contracts know no library.
 */
export interface Program<T> {
  /** Every input by name. */
  readonly inputs: TensorSpecs;
  /** The inputs that the function also returns: an engine feeds them back into the next run. */
  readonly state: readonly string[];
  run(inputs: Readonly<Record<string, T>>): Record<string, T>;
}

/** One named array in the flat parameter vector. Initial values are uniform in ±sqrt(3 · gain / fanIn), 0 if gain is 0. */
export interface ParameterSpec {
  readonly name: string;
  readonly shape: readonly number[];
  readonly fanIn: number;
  readonly gain: number;
}

/** A metric as it is shown and stored. Documented where it is emitted. */
export interface MetricSpec {
  readonly name: string;
  readonly title: string;
  readonly unit: string;
  /** What it measures and how to read it. */
  readonly description: string;
  /** Wall-clock figures differ between two runs of one seed; all else is reproducible. */
  readonly reproducible?: false;
}

/** How experience reaches `learn`: n-step transitions drawn from a replay. */
export interface ReplaySettings {
  readonly batchSize: number;
  readonly capacity: number;
  readonly nStep: number;
  readonly discount: number;
  /** Rewards are multiplied by this on their way to the learner: it sets the size of Q, not what is best. */
  readonly rewardScale: number;
  /** Prioritised replay's exponents (Schaul et al. 2016): alpha 0 is uniform. */
  readonly priorityExponent: number;
  readonly importanceExponent: number;
}

/** Variants of a program that acts. */
export interface ActOptions {
  /** Composed of common operations alone, so that other runtimes can run it. */
  readonly plain?: boolean;
  /**
   * Returns besides what the action was chosen from, as `Decision` in `stream.ts` has it: `proposals` [B, N, D],
   * `proposalQ` [B, N], `searchMean` and `searchDeviation` [B, R, D], `uniform` [M, D], `uniformQ` [B, M],
   * `marginals` [B, Σ K_d], `entropy` [B, D], `utilities` and `slices` [B, Σ K_d], `stateValue` [B]; of these what the
   * agent has. A policy without Q returns `proposalLogProbability` [B, N] instead of `proposalQ`; its first proposal is
   * the greedy action.
   */
  readonly details?: boolean;
  /**
   * Returns besides, if the agent has a way of its own to explore, `exploringAction_t` [B, D]: what is done in training
   * where no action is drawn uniformly.
   */
  readonly exploring?: boolean;
}

/**
 * A learning algorithm, written once on tensor operations; listed in `agents/index.ts`.
 *
 * Pure: nothing random and no state inside. Parameters, batch, noise and hyperparameters are inputs.
 *
 * `act` has the inputs `parameters` [P] and `observation_t` [B, S] besides its noise, and returns `action_t` [B, D],
 * `q_t` [B], and its diagnostics. Everything is float32; a discrete sub-action is its bin index, a continuous one lies in
 * [-1, 1].
 *
 * `learn` has as state `parameters`, and whatever else it carries (targets, optimiser moments), each [P] float32;
 * as batch `observation_t` [B, S], `action_t` [B, D] and, where the agent asks for it, `greedyAction_t` [B, D] (what `act` found best there),
 * `return_t` [B] (the n-step sum of discounted rewards),
 * `discount_t` [B] (the factor of the bootstrap value), `observation_tn` [B, S], `importance` [B]; as
 * hyperparameters `update` [1] (1 at the first update) and those of `hyperparameters`. It returns the new state,
 * `priority` [B], and one scalar for each of `metrics`.
 */
export interface AgentDefinition<T, C extends z.ZodObject = z.ZodObject> {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly paper: { readonly title: string; readonly url: string };
  readonly config: C;
  readonly metrics: readonly MetricSpec[];
  /** Null if it can act in this space, else the reason why not, naming the dimension. */
  accepts(action: ActionSpec): string | null;
  parameters(config: z.output<C>, space: Space): readonly ParameterSpec[];
  /** Every state vector of `learn` before the first update, from the initial parameters [P]. */
  initialState(parameters: Float32Array): Readonly<Record<string, Float32Array>>;
  /** The exploration rate of environment `index` of `count`: probability that its action is drawn uniformly. */
  exploration(config: z.output<C>, index: number, count: number): number;
  replay(config: z.output<C>): ReplaySettings;
  /** Inputs of `learn` that change over time, by name, for update number `update` (from 1). */
  hyperparameters(config: z.output<C>, update: number): Readonly<Record<string, number>>;
  act(config: z.output<C>, space: Space, batchSize: number, options?: ActOptions): Program<T>;
  learn(config: z.output<C>, space: Space): Program<T>;
}

/** Declares an agent, inferring its configuration's type. */
export function defineAgent<T, C extends z.ZodObject>(agent: AgentDefinition<T, C>): AgentDefinition<T, C> {
  return agent;
}
