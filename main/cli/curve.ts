import { plot } from 'asciichart';
import { formatCount, formatMeasure } from './quantities.ts';

/** A measure at a moment of a run. */
export interface Point {
  readonly environmentSteps: number;
  readonly value: number;
}

const HEIGHT = 8;
const LABEL_WIDTH = 9;

/**
 * A curve over environment steps, drawn in characters at most `width` columns wide. Values that are not finite are left
 * out; a curve without any height is told in words.
 */
export function curve(title: string, points: readonly Point[], width: number): string {
  const finite = points.filter((point) => Number.isFinite(point.value));
  const first = finite[0];
  const last = finite.at(-1);
  if (!first || !last) return `${title}: nothing yet`;
  const now = `${title}: ${formatMeasure(last.value)}`;
  const series = finite.map((point) => point.value);
  if (series.every((value) => value === last.value)) return `${now} (all of ${series.length})`;

  const label = (value: number) => formatMeasure(value).padStart(LABEL_WIDTH);
  const drawn = plot(resample(series, Math.max(2, width - LABEL_WIDTH - 3)), { height: HEIGHT, format: label });
  const span = `from step ${formatCount(first.environmentSteps)} to ${formatCount(last.environmentSteps)}`;
  return [now, drawn, ' '.repeat(LABEL_WIDTH + 2) + span].join('\n');
}

/** The series at `count` evenly spaced places: linear between points if it is shorter, means of stretches if longer. */
function resample(series: readonly number[], count: number): number[] {
  const step = (series.length - 1) / (count - 1);
  return Array.from({ length: count }, (_, i) => {
    if (step > 1) return mean(series.slice(Math.round(i * step), Math.round((i + 1) * step)));
    const low = Math.min(series.length - 2, Math.floor(i * step));
    const fraction = i * step - low;
    return series[low]! * (1 - fraction) + series[low + 1]! * fraction;
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
