import { z } from 'zod';
import type { AgentDefinition } from '../../contracts/agent.ts';
import type { AgentCard, Catalogue, TaskCard } from '../../contracts/lab-api.ts';
import { runConfigSchema } from '../../contracts/run.ts';
import type { TaskDefinition } from '../../contracts/task.ts';
import { engines } from '../../agents/engine/index.ts';
import { agents } from '../../agents/index.ts';
import type { Tensor } from '../../agents/tf.ts';
import type { Physics } from '../../sims/physics/physics.ts';
import { tasks } from '../../sims/tasks/index.ts';
import { version } from '../cli/version.ts';
import { labMetrics } from '../lab/metrics.ts';
import { suggestionsFor } from '../lab/suggestions.ts';
import { suitTask } from '../lab/suit-task.ts';

/** All that can be trained, and by what. */
export function describeCatalogue(dataFolder: string, warnings: readonly string[]): Catalogue {
  return {
    version,
    tasks: tasks.map(taskCard),
    agents: agents.map(agentCard),
    engines: engines.map(({ id, title }) => ({ id, title })),
    runSchema: formSchema(runConfigSchema),
    metrics: [...labMetrics],
    dataFolder,
    warnings: [...warnings],
  };
}

function taskCard(task: TaskDefinition<Physics>): TaskCard {
  const { id, title, summary, controlTimestep_s, episodeSteps, training } = task;
  return {
    id,
    title,
    summary,
    schema: formSchema(task.config),
    action: [...defaultActions(task)],
    observation: [...task.observation],
    controlTimestep_s,
    episodeSteps,
    environmentSteps: training.environmentSteps,
    solved: training.solved,
  };
}

function agentCard(agent: AgentDefinition<Tensor>): AgentCard {
  const { id, title, summary, paper, config, metrics } = agent;
  const reasons = tasks.map((task) => [task.id, suitTask(task, agent).reason] as const);
  return {
    id,
    title,
    summary,
    paper,
    schema: formSchema(config),
    metrics: [...metrics],
    refuses: Object.fromEntries(reasons.filter((entry): entry is [string, string] => entry[1] !== null)),
    suggestions: Object.fromEntries(tasks.map((task) => [task.id, suggestionsFor(task, agent)])),
  };
}

/** What a person may leave out is optional. */
const formSchema = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input' }) as Record<string, unknown>;

const defaultActions = (task: TaskDefinition<Physics>) => task.actions(task.config.parse({}));
