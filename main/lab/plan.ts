import type { AgentDefinition, Space } from '../../contracts/agent.ts';
import { parseConfig } from '../../contracts/parse.ts';
import type { RunConfig } from '../../contracts/run.ts';
import { observationSize } from '../../contracts/spec.ts';
import type { TaskDefinition } from '../../contracts/task.ts';
import { findAgent } from '../../agents/index.ts';
import { parameterCount } from '../../agents/nets/parameters.ts';
import {
  experienceBytes,
  experienceOver,
  type Experience,
  type ExperienceShape,
} from '../../agents/replay/experience.ts';
import type { Tensor } from '../../agents/tf.ts';
import { findTask } from '../../sims/tasks/index.ts';
import type { Physics } from '../../sims/physics/physics.ts';

/** A run's configuration with its names looked up: what every thread of the lab starts from. */
export interface Plan {
  readonly config: RunConfig;
  readonly task: TaskDefinition<Physics>;
  readonly agent: AgentDefinition<Tensor>;
  readonly agentConfig: Record<string, unknown>;
  readonly space: Space;
  readonly parameterCount: number;
  readonly experience: ExperienceShape;
}

export function makePlan(config: RunConfig): Plan {
  const task = findTask(config.task);
  const agent = findAgent(config.agent);
  const taskConfig = parseConfig(task.config, config.taskConfig, `configuration of task ${task.id}`);
  const agentConfig = parseConfig(agent.config, config.agentConfig, `configuration of agent ${agent.id}`);
  const { kind } = agent.replay(agentConfig);
  const space = { observationSize: observationSize(task.observation), action: task.actions(taskConfig) };
  return {
    config,
    task,
    agent,
    agentConfig,
    space,
    parameterCount: parameterCount(agent.parameters(agentConfig, space)),
    experience: {
      environments: config.environments,
      observationSize: space.observationSize,
      dimensions: space.action.length,
      hasLogProbability: kind === 'unrolls',
    },
  };
}

/**
 * What the threads share. Both halves alternate by the iteration's parity: while iteration i is collected into its
 * experience half with the parameters in its parameter half, the learner reads the other experience half and writes
 * the other parameter half.
 */
export interface SharedMemory {
  readonly parameters: readonly [SharedArrayBuffer, SharedArrayBuffer];
  readonly experience: readonly [SharedArrayBuffer, SharedArrayBuffer];
}

export function allocateShared(plan: Plan): SharedMemory {
  const pair = (bytes: number) => [new SharedArrayBuffer(bytes), new SharedArrayBuffer(bytes)] as const;
  return {
    parameters: pair(4 * plan.parameterCount),
    experience: pair(experienceBytes(plan.config.stepsPerIteration, plan.experience)),
  };
}

export type Half = 0 | 1;

export function sharedParameters(shared: SharedMemory, half: Half): Float32Array {
  return new Float32Array(shared.parameters[half]);
}

export function sharedExperience(shared: SharedMemory, half: Half, plan: Plan): Experience {
  return experienceOver(shared.experience[half], plan.config.stepsPerIteration, plan.experience);
}
