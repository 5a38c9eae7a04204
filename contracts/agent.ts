import type { z } from 'zod';
import type { ActionSpec } from './spec.ts';

/** Shape and type of a tensor; `noise` says how the host fills an input that is random. */
export interface TensorSpec {
  readonly shape: readonly number[];
  readonly dtype: 'float32' | 'int32';
  /**
   * Float32 all. `uniform`: in [0, 1). `normal`: standard normal. `actions`: the last axis holds a uniformly drawn
   * action.
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

/** How experience reaches `learn`. */
export type ReplaySettings = TransitionSettings | UnrollSettings;

/** As n-step transitions, drawn from a replay. */
export interface TransitionSettings {
  readonly kind: 'transitions';
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

/** As unrolls, stretches of consecutive steps of one environment, in the order of their time. */
export interface UnrollSettings {
  readonly kind: 'unrolls';
  /** T: steps of an unroll. */
  readonly unrollLength: number;
  /** Unrolls in a batch. */
  readonly batchSize: number;
  /** Updates with each batch. */
  readonly passes: number;
  /** Environment steps that wait to be learned from at most; beyond, the oldest are dropped. */
  readonly capacity: number;
  readonly discount: number;
  readonly rewardScale: number;
}

/** Agents that learn alike: what a task suggests for one suits the others. */
export type AgentFamily = 'q-learning' | 'policy-gradient';

/** Variants of a program that acts. */
export interface ActOptions {
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
   * where no action is drawn uniformly. An agent that learns from unrolls returns with it
   * `exploringLogProbability_t` [B], its log-probability: a density on [-1, 1] where sub-actions are continuous.
   */
  readonly exploring?: boolean;
}

/**
 * A learning algorithm, written once on tensor operations; listed in `agents/index.ts`.
 *
 * Pure: nothing random and no state inside. Parameters, batch, noise and hyperparameters are inputs.
 *
 * `act` has the inputs `parameters` [P] and `observation_t` [B, S] besides its noise, and returns `action_t` [B, D],
 * `q_t` [B] (the value of the state, if it has no Q), and its diagnostics. Everything is float32; a discrete sub-action is its bin index, a continuous one lies in
 * [-1, 1].
 *
 * `learn` has as state `parameters`, and whatever else it carries (targets, optimiser moments), each [P] float32; as
 * hyperparameters `update` [1] (1 at the first update) and those of `hyperparameters`. It returns the new state, and one
 * scalar for each of `metrics`. Its batch is, as `replay` says,
 *
 * - transitions: `observation_t` [B, S], `action_t` [B, D] and, where the agent asks for it, `greedyAction_t` [B, D]
 *   (what `act` found best there), `return_t` [B] (the n-step sum of discounted rewards), `discount_t` [B] (the factor
 *   of the bootstrap value), `observation_tn` [B, S], `importance` [B]. `learn` then returns `priority` [B] too.
 * - unrolls of T steps: `observation_t` [T + 1, B, S]; `action_t` [T, B, D] and `logProbability_t` [T, B], which it had
 *   when it was done; `reward_t1` and `discount_t1` [T, B], which answer it; `isChoice_t` [T, B], 0 at the last step of an
 *   episode, from where nothing was done: there the others mean nothing, and the next step begins an episode.
 */
export interface AgentDefinition<T, C extends z.ZodObject = z.ZodObject> {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly paper: { readonly title: string; readonly url: string };
  readonly family: AgentFamily;
  readonly config: C;
  /** Values for fields of the run's configuration where this agent calls for others than the defaults. */
  readonly run?: Readonly<Record<string, number | boolean>>;
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
