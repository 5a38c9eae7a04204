import { plot } from 'asciichart';
import { formatCount, formatMeasure } from './quantities.ts';

/** A measure at a moment of a run. */
export interface Point {
  readonly environmentSteps: number;
  readonly value: number;
}

const HEIGHT = 8;
const LABEL_WIDTH = 9;

/** A curve over environment steps, drawn in characters `width` columns wide. Values that are not finite are left out. */
export function curve(title: string, points: readonly Point[], width: number): string {
  const finite = points.filter((point) => Number.isFinite(point.value));
  const first = finite[0];
  const last = finite.at(-1);
  if (!first || !last) return `${title}: nothing yet`;
  const label = (value: number) => formatMeasure(value).padStart(LABEL_WIDTH);
  const values = resample(
    finite.map((point) => point.value),
    Math.max(2, width - LABEL_WIDTH - 3),
  );
  const from = formatCount(first.environmentSteps);
  const to = formatCount(last.environmentSteps);
  const now = `${title}: ${formatMeasure(last.value)}`;
  return `${now}\n${plot(values, { height: HEIGHT, format: label })}\n${' '.repeat(LABEL_WIDTH + 2)}${from} to ${to} steps`;
}

/** The series at `count` evenly spaced places: linear between points if it is shorter, means of intervals if longer. */
function resample(series: readonly number[], count: number): number[] {
  if (series.length === 1) return [series[0]!, series[0]!];
  const step = (series.length - 1) / (count - 1);
  return Array.from({ length: count }, (_, i) => {
    if (step > 1) return mean(series.slice(Math.floor(i * step), Math.floor((i + 1) * step) || 1));
    const low = Math.min(series.length - 2, Math.floor(i * step));
    const fraction = i * step - low;
    return series[low]! * (1 - fraction) + series[low + 1]! * fraction;
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
