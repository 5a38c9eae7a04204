import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { exportPolicy } from '../../lab/index.ts';
import { commonOptions, defineCommand } from '../command.ts';
import { formatBytes } from '../quantities.ts';
import { openRun, runArgument } from '../run-reference.ts';

export const exportCommand = defineCommand({
  id: 'export',
  summary: 'Write the best policy of a run as an ONNX file with its specs inside.',
  args: [runArgument],
  options: z.strictObject({
    out: z.string().min(1).optional().meta({ description: 'Where to; by default RUN.onnx here', placeholder: 'FILE' }),
    ...commonOptions,
  }),
  examples: ['aql-workbench export latest --out policy.onnx'],
  async run({ args, options, output }) {
    const run = openRun(options.data, args[0]!, output);
    const policy = await exportPolicy(run);
    const file = resolve(options.out ?? `${run.record.id}.onnx`);
    writeFileSync(file, policy);
    const record = { type: 'export', run: run.record.id, file, bytes: policy.byteLength };
    output.result(record, `${file} (${formatBytes(policy.byteLength)})`);
    return 0;
  },
});
