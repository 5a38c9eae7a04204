import type { MetricSpec } from '../../../contracts/agent.ts';

/** Curves that are drawn in one chart. */
export interface CurveGroup {
  readonly title: string;
  readonly metrics: readonly MetricSpec[];
  /** The measure of evaluations that belongs beside them. */
  readonly measure: 'successRate' | 'meanReturn' | null;
}

/** Metrics that are read against each other; every other one has a chart of its own. */
const together: readonly { title: string; names: readonly string[]; measure?: CurveGroup['measure'] }[] = [
  { title: 'Return', names: ['return'], measure: 'meanReturn' },
  { title: 'Success', names: ['success'], measure: 'successRate' },
  { title: 'Losses', names: ['tdError', 'criticLoss'] },
  { title: 'Best Q', names: ['proposalMax', 'uniformMax', 'q'] },
  { title: 'Gap of the maxima', names: ['maxGap'] },
  { title: 'Proposal', names: ['proposalEntropy', 'proposalNll'] },
  { title: 'Throughput', names: ['environmentStepsPerSecond', 'updatesPerSecond'] },
  { title: 'Busy', names: ['learnerBusy', 'simulationBusy'] },
];

/** The groups of the metrics that there are, in the order of reading. */
export function groupCurves(metrics: readonly MetricSpec[]): CurveGroup[] {
  const byName = new Map(metrics.map((metric) => [metric.name, metric]));
  const grouped = new Set(together.flatMap(({ names }) => names));
  const known = together.map(({ title, names, measure = null }) => ({
    title,
    metrics: names.flatMap((name) => byName.get(name) ?? []),
    measure,
  }));
  const others = metrics.filter(({ name }) => !grouped.has(name));
  return [
    ...known.filter((group) => group.metrics.length > 0),
    ...others.map((metric) => ({ title: metric.title, metrics: [metric], measure: null })),
  ];
}
