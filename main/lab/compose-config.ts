import { WorkbenchError } from '../../contracts/errors.ts';
import { parseConfig } from '../../contracts/parse.ts';
import { runConfigSchema, type RunConfig, type RunConfigInput } from '../../contracts/run.ts';
import { findAgent } from '../../agents/index.ts';
import { findTask } from '../../sims/tasks/index.ts';
import { suggestionsFor } from './suggestions.ts';
import { suitTask } from './suit-task.ts';

/**
 * A complete configuration: what was given, then what the task suggests for training, then the defaults.
 * @throws WorkbenchError `unknown-name`, or `bad-config` naming the field and its value
 */
export function composeConfig(given: Partial<RunConfigInput> & { readonly task: string }): RunConfig {
  const task = findTask(given.task);
  const agent = findAgent(given.agent ?? 'aql');
  const { taskConfig, reason } = suitTask(task, agent, given.taskConfig);
  if (reason !== null) {
    throw new WorkbenchError(
      'unsupported',
      `Agent ${agent.id} cannot learn ${task.id}: ${reason}.`,
      'Choose another agent, or other settings of the task.',
    );
  }
  const suggested = suggestionsFor(task, agent);
  const agentConfig = parseConfig(
    agent.config,
    { ...suggested.agent, ...given.agentConfig },
    `configuration of agent ${agent.id}`,
  );
  const defined = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const run = { ...suggested.run, ...defined, taskConfig, agentConfig };
  return parseConfig(runConfigSchema, run, 'run configuration');
}
