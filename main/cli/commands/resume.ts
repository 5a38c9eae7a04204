import { z } from 'zod';
import { commonOptions, defineCommand } from '../command.ts';
import { openRun, runArgument } from '../run-reference.ts';
import { trainRun } from '../training-session.ts';

export const resumeCommand = defineCommand({
  id: 'resume',
  summary: 'Go on with a run that was interrupted or stopped, from its last checkpoint.',
  args: [runArgument],
  options: z.strictObject(commonOptions),
  examples: ['aql-workbench resume latest'],
  async run({ args, options, output }) {
    return trainRun(openRun(options.data, args[0]!, output), output);
  },
});
