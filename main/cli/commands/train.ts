import { parseArgs } from 'node:util';
import { z } from 'zod';
import { findAgent } from '../../../agents/index.ts';
import { runConfigSchema } from '../../../contracts/run.ts';
import { findTask, tasks } from '../../../sims/tasks/index.ts';
import { composeConfig } from '../../lab/index.ts';
import { suggestionsFor } from '../../lab/suggestions.ts';
import { commonOptions, defineCommand } from '../command.ts';
import type { FlagGroup } from '../flags.ts';
import { openStore } from '../run-reference.ts';
import { trainRun } from '../training-session.ts';

const runFields = runConfigSchema.omit({ version: true, task: true, taskConfig: true, agentConfig: true });

export const trainCommand = defineCommand({
  id: 'train',
  summary: 'Train an agent on a task, as a new run. Ctrl-C saves a checkpoint and stops.',
  args: [{ name: 'TASK', description: 'What to learn: see `aql-workbench tasks`' }],
  options: z.strictObject({
    name: z.string().min(1).optional().meta({ description: 'A name for the run', placeholder: 'NAME' }),
    ...commonOptions,
  }),
  extra: settingsFor,
  examples: [
    'aql-workbench train so101-reach',
    'aql-workbench train so101-reach --seed 2 --steps 50000 --name second-try',
  ],
  async run({ args, options, extra, output }) {
    const config = composeConfig({
      ...extra['run'],
      task: args[0]!,
      taskConfig: { ...extra['task'] },
      agentConfig: { ...extra['agent'] },
    });
    const store = openStore(options.data, output);
    return trainRun(store.create(config, options.name), output);
  },
});

/** The flags of a run: its own, and those of the agent and the task that the words name. */
export function settingsFor(words: readonly string[]): FlagGroup[] {
  const task = namedTask(words);
  const agent = findAgent(namedAgent(words));
  const suggested = task && suggestionsFor(task, agent);
  const own = {
    title: 'The run',
    prefix: 'run',
    schema: runFields,
    short: { environmentSteps: 'steps' },
    defaults: suggested?.run ?? agent.run ?? {},
  };
  const ofAgent = {
    title: `The agent ${agent.id}`,
    prefix: 'agent',
    schema: agent.config,
    defaults: suggested?.agent ?? {},
  };
  const ofTask = task && { title: `The task ${task.id}`, prefix: 'task', schema: task.config };
  return ofTask ? [own, ofTask, ofAgent] : [own, ofAgent];
}

function namedTask(words: readonly string[]) {
  const named = words.find((word) => tasks.some(({ id }) => id === word)) ?? words[0];
  return named === undefined || named.startsWith('-') ? null : findTask(named);
}

function namedAgent(words: readonly string[]): string {
  const { values } = parseArgs({ args: [...words], options: { agent: { type: 'string' } }, strict: false });
  return typeof values.agent === 'string' ? values.agent : runFields.shape.agent.parse(undefined);
}
