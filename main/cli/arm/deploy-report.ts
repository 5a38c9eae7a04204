import type { DeployTiming, TwinComparison } from '../../../contracts/deploy.ts';
import { quantile } from '../../quantile.ts';
import type { Output } from '../output.ts';
import { DEGREES, formatDuration } from '../quantities.ts';
import { table } from '../table.ts';
import type { Attempt } from './deploy-follower.ts';

const WITHIN_m = 0.02;

export interface Deployed {
  readonly attempts: readonly Attempt[];
  /** Of every step of the policy. */
  readonly steps: readonly DeployTiming[];
  readonly comparison: TwinComparison | null;
  readonly wall_s: number;
}

/** How near the arm came to its targets, how punctual the policy was, and how the twin differs. */
export function reportDeployment({ attempts, steps, comparison, wall_s }: Deployed, output: Output): void {
  const distances_mm = sorted(attempts.map(({ distance_m }) => 1000 * distance_m));
  const within = attempts.filter(({ distance_m }) => distance_m < WITHIN_m).length;
  const period = quantiles(steps.map(({ period_ms }) => period_ms));
  const decide = quantiles(steps.map(({ decide_ms }) => decide_ms));
  const latency = quantiles(steps.map(({ latency_ms }) => latency_ms));
  const late = steps.at(-1)?.late ?? 0;
  const record = {
    type: 'deployment',
    targets: attempts.length,
    within_2_cm: within,
    distance_mm: { median: quantile(distances_mm, 0.5), worst: distances_mm.at(-1) ?? 0 },
    wall_s,
    steps: steps.length,
    late,
    period_ms: period,
    decide_ms: decide,
    latency_ms: latency,
    twin: comparison?.joints ?? null,
  };
  const lines = [
    `${within} of ${attempts.length} targets within 2 cm; at rest ${record.distance_mm.median.toFixed(1)} mm away in the ` +
      `median, ${record.distance_mm.worst.toFixed(1)} mm at worst; ${formatDuration(wall_s)}`,
    `${steps.length} steps, ${late} late`,
    table(
      [
        ['ms', 'median', '99 %', 'worst'],
        row('from step to step', period),
        row('to decide', decide),
        row('from measurement to command', latency),
      ],
      [1, 2, 3],
    ),
  ];
  if (comparison) {
    lines.push(
      'The arm, and its twin that was sent the same goals from the same pose on:',
      table(
        [
          ['', 'RMS', 'worst'],
          ...comparison.joints.map(({ joint, rms_rad, worst_rad }) => [joint, degrees(rms_rad), degrees(worst_rad)]),
        ],
        [1, 2],
      ),
    );
  }
  output.result(record, lines.join('\n'));
  for (const { fault } of attempts) if (fault) output.note(`${fault.message} ${fault.remedy}`);
}

interface Quantiles {
  readonly median: number;
  readonly p99: number;
  readonly worst: number;
}

function quantiles(values: readonly number[]): Quantiles {
  const ascending = sorted(values);
  return { median: quantile(ascending, 0.5), p99: quantile(ascending, 0.99), worst: ascending.at(-1) ?? 0 };
}

const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b);

function row(name: string, { median, p99, worst }: Quantiles): string[] {
  return [name, median.toFixed(1), p99.toFixed(1), worst.toFixed(1)];
}

const degrees = (angle_rad: number) => `${(angle_rad * DEGREES).toFixed(2)}°`;
