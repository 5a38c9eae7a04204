import type { AgentDefinition } from '../../contracts/agent.ts';
import { WorkbenchError } from '../../contracts/errors.ts';
import { parseConfig } from '../../contracts/parse.ts';
import { runConfigSchema, type RunConfig, type RunConfigInput } from '../../contracts/run.ts';
import type { TaskDefinition } from '../../contracts/task.ts';
import { findAgent } from '../../agents/index.ts';
import type { Tensor } from '../../agents/tf.ts';
import type { Physics } from '../../sims/physics/physics.ts';
import { findTask } from '../../sims/tasks/index.ts';

/**
 * A complete configuration: what was given, then what the task suggests for training, then the defaults.
 * @throws WorkbenchError `unknown-name`, or `bad-config` naming the field and its value
 */
export function composeConfig(given: Partial<RunConfigInput> & { readonly task: string }): RunConfig {
  const task = findTask(given.task);
  const agent = findAgent(given.agent ?? 'aql');
  const taskConfig = suitableTaskConfig(task, agent, given.taskConfig ?? {});
  const suggested = Object.entries(task.training.agent).filter(([field]) => field in agent.config.shape);
  const agentConfig = parseConfig(
    agent.config,
    { ...Object.fromEntries(suggested), ...given.agentConfig },
    `configuration of agent ${agent.id}`,
  );
  const defined = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const run = { environmentSteps: task.training.environmentSteps, ...task.training.run, ...defined };
  return parseConfig(runConfigSchema, { ...run, taskConfig, agentConfig }, 'run configuration');
}

/**
 * The task's configuration: as given, completed by the first variant whose actions the agent can take.
 * @throws WorkbenchError `unsupported` if there is none
 */
function suitableTaskConfig(
  task: TaskDefinition<Physics>,
  agent: AgentDefinition<Tensor>,
  given: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const variants = [{}, ...(task.variants ?? [])].map((variant) =>
    parseConfig(task.config, { ...variant, ...given }, `configuration of task ${task.id}`),
  );
  const reasons = variants.map((variant) => agent.accepts(task.actions(variant)));
  const suitable = variants[reasons.indexOf(null)];
  if (suitable) return suitable;
  throw new WorkbenchError(
    'unsupported',
    `Agent ${agent.id} cannot learn ${task.id}: ${reasons[0]}.`,
    'Choose another agent, or other settings of the task.',
  );
}
