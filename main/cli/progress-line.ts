import type { EvaluationProgress, Progress } from '../../contracts/run.ts';
import { formatCount, formatDuration, formatMeasure } from './quantities.ts';

const SEPARATOR = '  ';
const SHORTEST_BAR = 8;
const LONGEST_BAR = 40;
/** The metrics that tell most of how a run goes. */
export const HEADLINES: readonly string[] = ['success', 'return'];
const BLOCKS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** How much is done, and figures of it, from what matters most. */
export interface Gauge {
  /** In [0, 1]. */
  readonly fraction: number;
  readonly details: readonly string[];
}

/** One line of at most `width` columns: what matters less is left out first, the bar fills the rest. */
export function progressBarLine(label: string, { fraction, details }: Gauge, width: number): string {
  const percent = formatPercent(fraction);
  const all = [label, ...details];
  for (let count = all.length; count > 0; count--) {
    const [head = '', ...rest] = all.slice(0, count);
    const taken = [head, '', percent, ...rest].join(SEPARATOR).length;
    const room = Math.min(LONGEST_BAR, width - taken);
    if (room >= SHORTEST_BAR) return [head, bar(fraction, room), percent, ...rest].join(SEPARATOR);
  }
  return percent.slice(0, Math.max(0, width));
}

/** The same as a line of a log. */
export function progressLogLine(label: string, { fraction, details }: Gauge): string {
  return [label, formatPercent(fraction), ...details].join(SEPARATOR);
}

export function trainingGauge({ environmentSteps, totalSteps, wall_s, eta_s, latest }: Progress): Gauge {
  const figures = HEADLINES.filter((name) => name in latest).map((name) => `${name} ${formatMeasure(latest[name]!)}`);
  return {
    fraction: Math.min(1, environmentSteps / totalSteps),
    details: [
      ...left(eta_s),
      `${formatCount(environmentSteps)} of ${formatCount(totalSteps)} steps`,
      `${formatDuration(wall_s)} so far`,
      ...figures,
    ],
  };
}

export function evaluationGauge({ done, episodes, share, eta_s }: EvaluationProgress): Gauge {
  return { fraction: share, details: [...left(eta_s), `${formatCount(done)} of ${formatCount(episodes)} episodes`] };
}

function left(eta_s: number | null): string[] {
  return eta_s === null ? [] : [`${formatDuration(eta_s)} left`];
}

/** `width` cells, filled to an eighth of a cell. */
function bar(fraction: number, width: number): string {
  const eighths = Math.floor(fraction * width * 8);
  const filled = '█'.repeat(eighths >> 3) + BLOCKS[eighths & 7]!;
  return filled.padEnd(width, '░');
}

function formatPercent(fraction: number): string {
  return `${Math.floor(fraction * 100)} %`.padStart(5);
}
