import type { z } from 'zod';
import type { AgentFamily } from './agent.ts';
import type { Random } from './random.ts';
import type { ActionSpec, ObservationSpec } from './spec.ts';

/**
 * A task: a MuJoCo model and what is asked of it. One file beside its XML; listed in `sims/tasks/index.ts`.
 *
 * A task has no state of its own: whatever an episode needs to remember (a target, a servo goal) lives in the
 * simulator's state (mocap poses, controls), so that saving the simulator saves the episode.
 *
 * @template P the physics facade, @template C the task's configuration.
 */
export interface TaskDefinition<P, C extends z.ZodObject = z.ZodObject> {
  /** Lower case with dashes: the name typed on the command line. */
  readonly id: string;
  readonly title: string;
  /** One or two sentences for a card. */
  readonly summary: string;
  /** File URL of the MJCF. */
  readonly model: string;
  /** Time between two actions, seconds; a whole multiple of the model's time step. */
  readonly controlTimestep_s: number;
  /** The step limit: reaching it is a truncation. */
  readonly episodeSteps: number;
  /** What a person may set; every field has a default and a description. */
  readonly config: C;
  readonly observation: ObservationSpec;
  /** Every reward lies in [low, high]. */
  readonly reward: { readonly low: number; readonly high: number };
  /** Starting points for an agent's training on this task. */
  readonly training: TrainingHints;
  actions(config: z.output<C>): ActionSpec;
  /** Settings with other actions, for agents that cannot take those of the defaults; the best first. */
  readonly variants?: readonly z.input<C>[];
  /** Looks names up once and returns the functions of the episode. */
  bind(physics: P, config: z.output<C>): BoundTask;
}

export interface BoundTask {
  /** Starts an episode: poses, targets and controls, drawn from `random`. */
  reset(random: Random): void;
  /** Sets the controls. @param action_t physical values, one per dimension of the ActionSpec, in its unit. */
  act(action_t: Float64Array): void;
  /** Writes the observation of the present state. @param observation_t [observationSize]. */
  observe(observation_t: Float32Array): void;
  /** Reward of the present state. */
  reward(): number;
  /** Whether the present state is a success; judged at the last step of an episode. */
  succeeded?(): boolean;
  /** Whether the episode ends here by the task's own rules (discount 0). */
  terminated?(): boolean;
}

type AgentHints = Readonly<Record<string, number | string | boolean>>;

export interface TrainingHints {
  /** The environment steps after which training stops if it has not been solved before. */
  readonly environmentSteps: number;
  /** Solved when the mean of this reaches `atLeast` in two evaluations in a row. */
  readonly solved: { readonly measure: 'successRate' | 'meanReturn'; readonly atLeast: number };
  /** Values for fields of any agent's configuration where this task calls for others than the defaults. */
  readonly agent: AgentHints;
  /** The same for the agents of one family: what was tuned for how they learn. */
  readonly families?: Readonly<Partial<Record<AgentFamily, AgentHints>>>;
  /** The same for fields of the run's configuration. */
  readonly run?: Readonly<Record<string, number | boolean>>;
}

/** Declares a task, inferring its configuration's type. */
export function defineTask<P, C extends z.ZodObject>(task: TaskDefinition<P, C>): TaskDefinition<P, C> {
  return task;
}
