import { z } from 'zod';
import { agents } from '../../../agents/index.ts';
import { commonOptions, defineCommand } from '../command.ts';

export const agentsCommand = defineCommand({
  id: 'agents',
  summary: 'List the learning algorithms.',
  args: [],
  options: z.strictObject(commonOptions),
  examples: ['aql-workbench agents'],
  async run({ output }) {
    for (const { id, title, summary, paper } of agents) {
      const text = `${id}  ${title}\n    ${summary}\n    ${paper.title}, ${paper.url}`;
      output.result({ type: 'agent', id, title, summary, paper }, text);
    }
    return 0;
  },
});
