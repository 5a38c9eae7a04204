import { z } from 'zod';
import { WorkbenchError } from '../contracts/errors.ts';
import { Random, type RandomState } from '../contracts/random.ts';
import { type ActionSpec, type ObservationSpec, observationSize } from '../contracts/spec.ts';
import type { BoundTask, TaskDefinition } from '../contracts/task.ts';
import type { StepType, TimeStep } from '../contracts/time-step.ts';
import { decodeAction } from './actions.ts';
import { Physics } from './physics/physics.ts';
import { findTask } from './tasks/index.ts';

/** An environment between two steps, as plain data: it goes through structured cloning unchanged. */
export interface EnvironmentState {
  /** MuJoCo's integration state. */
  readonly physics: Float64Array;
  readonly random: RandomState;
  readonly episodeStep: number;
  readonly episodeReturn: number;
  readonly succeeded: boolean;
  readonly stepType: StepType;
  readonly reward_t: number;
  readonly discount_t: number;
}

/**
 * An environment of a task.
 * @param taskConfig fields of the task's configuration; what is left out takes its default.
 * @param random where everything random in its episodes comes from; the environment's own from now on.
 * @throws WorkbenchError `unknown-name` for the task, `bad-config` for its configuration, `bad-model`.
 */
export async function createEnvironment(
  taskId: string,
  taskConfig: Readonly<Record<string, unknown>>,
  random: Random,
): Promise<Environment> {
  const task = findTask(taskId);
  const config = task.config.safeParse(taskConfig);
  if (!config.success) {
    throw new WorkbenchError(
      'bad-config',
      `Task '${taskId}' cannot be configured so:\n${z.prettifyError(config.error)}`,
      `Its settings are: ${Object.keys(task.config.shape).join(', ')}.`,
    );
  }
  return new Environment(task, config.data, await Physics.load(task.model), random);
}

/** A task bound to a world, one episode after the other (the interface of dm_env). Stepping allocates nothing. */
export class Environment {
  readonly task: TaskDefinition<Physics>;
  readonly action: ActionSpec;
  readonly observation: ObservationSpec;
  readonly #physics: Physics;
  readonly #bound: BoundTask;
  readonly #stepsPerAction: number;
  readonly #actionValues: Float64Array;
  readonly #timeStep: { -readonly [K in keyof TimeStep]: TimeStep[K] };
  #random: Random;
  #episodeStep = 0;
  #episodeReturn = 0;
  #succeeded = false;

  constructor(task: TaskDefinition<Physics>, config: Record<string, unknown>, physics: Physics, random: Random) {
    this.task = task;
    this.action = task.actions(config);
    this.observation = task.observation;
    this.#physics = physics;
    this.#bound = task.bind(physics, config);
    this.#stepsPerAction = Math.round(task.controlTimestep_s / physics.timestep_s);
    this.#actionValues = new Float64Array(this.action.length);
    this.#random = random;
    // As after an episode, so that the first call of `step` begins one.
    const observation_t = new Float32Array(observationSize(task.observation));
    this.#timeStep = { stepType: 'last', observation_t, reward_t: 0, discount_t: 1 };
  }

  /** The world of the present episode, to be looked at. */
  get physics(): Physics {
    return this.#physics;
  }
  /** Steps since the episode's first time step. */
  get episodeStep(): number {
    return this.#episodeStep;
  }
  /** Undiscounted sum of the rewards of the episode so far. */
  get episodeReturn(): number {
    return this.#episodeReturn;
  }
  /** Whether the episode has ended in success. */
  get succeeded(): boolean {
    return this.#succeeded;
  }
  /** The latest time step: one object, overwritten by the next step. */
  get timeStep(): TimeStep {
    return this.#timeStep;
  }

  /** Begins an episode. @param random where this one and the following come from; as before if left out. */
  reset(random: Random = this.#random): TimeStep {
    this.#random = random;
    this.#physics.reset();
    this.#bound.reset(this.#random);
    this.#physics.forward();
    this.#episodeStep = 0;
    this.#episodeReturn = 0;
    this.#succeeded = false;
    return this.#observe('first', 0, 1);
  }

  /**
   * Acts for one control step; after the last time step of an episode it begins the next instead.
   * @param action_t [D] a bin index per discrete dimension, a value in [-1, 1] per continuous one.
   * @throws WorkbenchError `bad-config` for an invalid action, `simulation-diverged`.
   */
  step(action_t: ArrayLike<number>): TimeStep {
    if (this.#timeStep.stepType === 'last') return this.reset();
    this.command(action_t);
    this.#physics.step(this.#stepsPerAction);

    const reward_t = this.#bound.reward();
    const terminated = this.#bound.terminated?.() ?? false;
    const isLast = ++this.#episodeStep === this.task.episodeSteps || terminated;
    this.#episodeReturn += reward_t;
    this.#succeeded = isLast && this.isAtGoal;
    return this.#observe(isLast ? 'last' : 'mid', reward_t, terminated ? 0 : 1);
  }

  /** Sets the controls as an action says; nothing moves yet. @throws WorkbenchError `bad-config` for an invalid action */
  command(action_t: ArrayLike<number>): void {
    decodeAction(this.action, action_t, this.#actionValues);
    this.#bound.act(this.#actionValues);
  }

  /**
   * The next time step of an episode that happens elsewhere, such as on a real arm: the world's positions, velocities and
   * controls were set from outside. The step limit does not end it.
   */
  follow(): TimeStep {
    this.#physics.forward();
    const reward_t = this.#bound.reward();
    this.#episodeStep++;
    this.#episodeReturn += reward_t;
    return this.#observe('mid', reward_t, 1);
  }

  /** Whether the present state is a success, wherever the episode stands. */
  get isAtGoal(): boolean {
    return this.#bound.succeeded?.() ?? false;
  }

  /**
   * As `step`; but a step that cannot be simulated ends the episode at its latest time step, as cut short.
   * @returns what MuJoCo's trouble was, if there was any.
   */
  stepOrAbandon(action_t: ArrayLike<number>): string | undefined {
    try {
      this.step(action_t);
      return undefined;
    } catch (error) {
      if (!(error instanceof WorkbenchError && error.code === 'simulation-diverged')) throw error;
      this.#abandon();
      return error.message;
    }
  }

  /** Everything that the environment's future depends on. */
  saveState(): EnvironmentState {
    const physics = new Float64Array(this.#physics.stateSize);
    this.#physics.getState(physics);
    const { stepType, reward_t, discount_t } = this.#timeStep;
    return {
      physics,
      random: this.#random.state,
      episodeStep: this.#episodeStep,
      episodeReturn: this.#episodeReturn,
      succeeded: this.#succeeded,
      stepType,
      reward_t,
      discount_t,
    };
  }

  /** Goes on, bit for bit, from a saved state of the same task. */
  loadState(state: EnvironmentState): TimeStep {
    this.#physics.setState(state.physics);
    this.#random = new Random(state.random);
    this.#episodeStep = state.episodeStep;
    this.#episodeReturn = state.episodeReturn;
    this.#succeeded = state.succeeded;
    return this.#observe(state.stepType, state.reward_t, state.discount_t);
  }

  /** Frees the simulator's memory. */
  dispose(): void {
    this.#physics.dispose();
  }

  #abandon(): void {
    this.#physics.reset(); // nothing of the diverged state is left to be saved
    this.#physics.forward();
    this.#timeStep.stepType = 'last';
    this.#timeStep.reward_t = 0;
    this.#timeStep.discount_t = 1;
  }

  #observe(stepType: StepType, reward_t: number, discount_t: number): TimeStep {
    const timeStep = this.#timeStep;
    timeStep.stepType = stepType;
    timeStep.reward_t = reward_t;
    timeStep.discount_t = discount_t;
    this.#bound.observe(timeStep.observation_t);
    return timeStep;
  }
}
