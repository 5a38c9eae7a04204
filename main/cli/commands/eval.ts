import { z } from 'zod';
import { commonOptions, defineCommand } from '../command.ts';
import { openRun, runArgument } from '../run-reference.ts';
import { evaluateRun } from '../training-session.ts';

const evaluationOptions = {
  episodes: z.int().min(1).max(10_000).default(100).describe('Episodes to play'),
  seed: z
    .int()
    .min(0)
    .max(0xffff_ffff)
    .default(1_000)
    .describe('Seed of the episodes, apart from the seed of training'),
};

/** How a policy is judged unless told otherwise; `start` ends with it too. */
export const finalEvaluation = z.object(evaluationOptions).parse({});

export const evalCommand = defineCommand({
  id: 'eval',
  summary: 'Measure the best policy of a run on fresh episodes, without exploration.',
  args: [runArgument],
  options: z.strictObject({ ...evaluationOptions, ...commonOptions }),
  examples: ['aql-workbench eval latest', 'aql-workbench eval latest --episodes 500 --seed 7'],
  async run({ args, options, output }) {
    return evaluateRun(openRun(options.data, args[0]!, output), options, output);
  },
});
