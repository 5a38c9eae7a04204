import type { AgentDefinition } from '../../contracts/agent.ts';
import type { TaskDefinition } from '../../contracts/task.ts';
import type { Tensor } from '../../agents/tf.ts';
import type { Physics } from '../../sims/physics/physics.ts';

type Values = Readonly<Record<string, unknown>>;

/** Starting points of a training, by field. */
export interface Suggestions {
  readonly run: Values;
  readonly agent: Values;
}

/**
 * What stands in for the defaults when this agent learns this task. Of the run: what the agent calls for, then the task.
 * Of the agent: what the task says of every agent, then of the agent's family; fields that it does not have are left out.
 */
export function suggestionsFor(
  { training }: Pick<TaskDefinition<Physics>, 'training'>,
  { config, family, run }: Pick<AgentDefinition<Tensor>, 'config' | 'family' | 'run'>,
): Suggestions {
  const tuned = { ...training.agent, ...training.families?.[family] };
  return {
    run: { ...run, environmentSteps: training.environmentSteps, ...training.run },
    agent: Object.fromEntries(Object.entries(tuned).filter(([field]) => field in config.shape)),
  };
}
