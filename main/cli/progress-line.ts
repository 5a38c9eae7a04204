import type { Progress } from '../../contracts/run.ts';
import { formatCount, formatDuration, formatMeasure } from './quantities.ts';

const SEPARATOR = '  ';
const SHORTEST_BAR = 8;
const LONGEST_BAR = 40;
/** The metrics that tell most of how a run goes. */
export const HEADLINES: readonly string[] = ['success', 'return'];
const BLOCKS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** Progress as one line of at most `width` columns: what matters less is left out first, the bar fills the rest. */
export function progressBarLine(label: string, progress: Progress, width: number): string {
  // From what matters most; shown in the order of reading.
  const percent = formatPercent(fractionDone(progress));
  const all = [label, ...details(progress)];
  for (let count = all.length; count > 0; count--) {
    const [head = '', ...rest] = all.slice(0, count);
    const taken = [head, '', percent, ...rest].join(SEPARATOR).length;
    const room = Math.min(LONGEST_BAR, width - taken);
    if (room >= SHORTEST_BAR) return [head, bar(fractionDone(progress), room), percent, ...rest].join(SEPARATOR);
  }
  return percent.slice(0, Math.max(0, width));
}

/** Progress as a line of a log. */
export function progressLogLine(label: string, progress: Progress): string {
  return [label, formatPercent(fractionDone(progress)), ...details(progress)].join(SEPARATOR);
}

function fractionDone({ environmentSteps, totalSteps }: Progress): number {
  return Math.min(1, environmentSteps / totalSteps);
}

function details({ environmentSteps, totalSteps, wall_s, eta_s, latest }: Progress): string[] {
  const figures = HEADLINES.filter((name) => name in latest).map((name) => `${name} ${formatMeasure(latest[name]!)}`);
  return [
    ...(eta_s === null ? [] : [`${formatDuration(eta_s)} left`]),
    `${formatCount(environmentSteps)} of ${formatCount(totalSteps)} steps`,
    `${formatDuration(wall_s)} so far`,
    ...figures,
  ];
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
