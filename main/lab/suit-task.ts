import type { AgentDefinition } from '../../contracts/agent.ts';
import { parseConfig } from '../../contracts/parse.ts';
import type { TaskDefinition } from '../../contracts/task.ts';
import type { Tensor } from '../../agents/tf.ts';
import type { Physics } from '../../sims/physics/physics.ts';

/**
 * A task's configuration for an agent: as given, completed by the first variant whose actions the agent can take.
 * @returns the reason why there is none: what speaks against the task's usual actions
 * @throws WorkbenchError `bad-config`
 */
export function suitTask(
  task: TaskDefinition<Physics>,
  agent: Pick<AgentDefinition<Tensor>, 'accepts'>,
  given: Readonly<Record<string, unknown>> = {},
): { taskConfig: Record<string, unknown>; reason: string | null } {
  const variants = [{}, ...(task.variants ?? [])].map((variant) =>
    parseConfig(task.config, { ...variant, ...given }, `configuration of task ${task.id}`),
  );
  const reasons = variants.map((variant) => agent.accepts(task.actions(variant)));
  const suitable = variants[reasons.indexOf(null)];
  return suitable ? { taskConfig: suitable, reason: null } : { taskConfig: variants[0]!, reason: reasons[0]! };
}
