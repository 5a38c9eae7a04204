import { z } from 'zod';
import type { RunRecord } from '../../../contracts/run.ts';
import { commonOptions, defineCommand } from '../command.ts';
import { formatCount, formatDuration, formatMeasure } from '../quantities.ts';
import { openStore } from '../run-reference.ts';
import { table } from '../table.ts';
import { typed } from '../typed.ts';

export const runsCommand = defineCommand({
  id: 'runs',
  summary: 'List the runs, newest first.',
  args: [],
  options: z.strictObject(commonOptions),
  examples: ['aql-workbench runs'],
  async run({ options, output }) {
    const runs = openStore(options.data, output).list();
    for (const record of runs) output.event({ type: 'run', ...record });
    if (!output.json) output.text(describeRuns(runs));
    return 0;
  },
});

function describeRuns(runs: readonly RunRecord[]): string {
  if (runs.length === 0) return `No runs yet. Begin one with: ${typed('train so101-reach')}`;
  const rows = runs.map((run) => [
    run.id,
    run.name,
    run.status,
    formatCount(run.environmentSteps),
    formatDuration(run.wall_s),
    run.bestScore === null ? '' : formatMeasure(run.bestScore),
  ]);
  return table([['run', 'name', 'status', 'steps', 'time', 'best score'], ...rows], [3, 4, 5]);
}
