import { z } from 'zod';
import { tasks } from '../../../sims/tasks/index.ts';
import { commonOptions, defineCommand } from '../command.ts';

export const tasksCommand = defineCommand({
  id: 'tasks',
  summary: 'List the tasks that can be learned.',
  args: [],
  options: z.strictObject(commonOptions),
  examples: ['aql-workbench tasks'],
  async run({ output }) {
    for (const { id, title, summary } of tasks) {
      output.result({ type: 'task', id, title, summary }, `${id}  ${title}\n    ${summary}`);
    }
    return 0;
  },
});
