import { z } from 'zod';
import type { Run, StoredEvaluation } from '../../runs/run.ts';
import { commonOptions, defineCommand } from '../command.ts';
import { curve } from '../curve.ts';
import { unknownName } from '../nearest.ts';
import { HEADLINES } from '../progress-line.ts';
import { formatCount, formatDuration } from '../quantities.ts';
import { openRun, runArgument } from '../run-reference.ts';
import { table } from '../table.ts';
import { describeEvaluation } from '../training-session.ts';

export const showCommand = defineCommand({
  id: 'show',
  summary: 'Show a run: its settings, how it stands, its evaluations and its curves.',
  args: [runArgument],
  options: z.strictObject({
    metrics: z.array(z.string()).optional().meta({ description: 'Only these curves', placeholder: 'NAME,…' }),
    ...commonOptions,
  }),
  examples: ['aql-workbench show latest', 'aql-workbench show latest --metrics q,maxGap'],
  async run({ args, options, output }) {
    const run = openRun(options.data, args[0]!, output);
    const names = chosenMetrics(run, options.metrics, output.json);
    const metrics = Object.fromEntries(names.map((name) => [name, run.metrics(name)]));
    const evaluations = run.evaluations();
    output.result({ type: 'run', ...run.record, evaluations, metrics }, describe(run, names, output.width));
    return 0;
  },
});

/** The metrics wanted; by default the headlines, and for programs all. */
function chosenMetrics(run: Run, wanted: readonly string[] | undefined, json: boolean): readonly string[] {
  const names = run.metricNames();
  const unknown = wanted?.find((name) => !names.includes(name));
  if (unknown !== undefined) throw unknownName('metric', unknown, names);
  return wanted ?? (json ? names : names.filter((name) => HEADLINES.includes(name)));
}

function describe(run: Run, metrics: readonly string[], width: number): string {
  const { id, name, status, message, environmentSteps, updates, wall_s, config } = run.record;
  const effort = `${formatCount(environmentSteps)} steps, ${formatCount(updates)} updates, ${formatDuration(wall_s)}`;
  const evaluations = run.evaluations();
  const scores = evaluations.map(({ environmentSteps, score }) => ({ environmentSteps, value: score }));
  const others = run.metricNames().filter((metric) => !metrics.includes(metric));
  return [
    `${id}  ${name}\n${status}${message && `: ${message}`}\n${effort}`,
    `Settings\n${settings(config)}`,
    `Evaluations\n${describeEvaluations(evaluations)}`,
    curve('score', scores, width),
    ...metrics.map((metric) => curve(metric, run.metrics(metric), width)),
    others.length > 0 && `More curves: --metrics ${others.join(',')}`,
  ]
    .filter((part) => part !== false)
    .join('\n\n');
}

function describeEvaluations(evaluations: readonly StoredEvaluation[]): string {
  if (evaluations.length === 0) return '  none yet';
  return table(
    evaluations.map((row) => [`${formatCount(row.environmentSteps)} steps`, describeEvaluation(row.evaluation)]),
  );
}

function settings(config: object, indent = '  '): string {
  return Object.entries(config)
    .map(([field, value]) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? `${indent}${field}\n${settings(value as object, `${indent}  `)}`
        : `${indent}${field}: ${String(value)}`,
    )
    .join('\n');
}
