import { z } from 'zod';
import { runConfigSchema } from '../../../contracts/run.ts';
import { changeEngine } from '../../lab/engines/change.ts';
import { commonOptions, defineCommand } from '../command.ts';
import { openRun, runArgument } from '../run-reference.ts';
import { trainRun } from '../training-session.ts';

export const resumeCommand = defineCommand({
  id: 'resume',
  summary: 'Go on with a run that was interrupted or stopped, from its last checkpoint.',
  args: [runArgument],
  options: z.strictObject({
    engine: runConfigSchema.shape.engine
      .unwrap()
      .optional()
      .describe('What computes acting and learning from here on, if not what did so far'),
    ...commonOptions,
  }),
  examples: ['aql-workbench resume latest', 'aql-workbench resume latest --engine auto'],
  async run({ args, options, output }) {
    const run = openRun(options.data, args[0]!, output);
    if (options.engine) changeEngine(run, options.engine);
    return trainRun(run, output);
  },
});
