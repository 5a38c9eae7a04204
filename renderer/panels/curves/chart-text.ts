import { formatCompact, formatMeasure } from '../../format/quantities.ts';
import type { XAxis } from './run-curves.ts';

/** A value in three significant digits, large ones compact: "0.0123", "12.3k". */
export const valueText = (value: number): string =>
  Math.abs(value) >= 10_000 && Number.isFinite(value) ? formatCompact(value) : formatMeasure(value);

/** A place on the x axis: "45k", or a time: "1:05:20". */
export function placeText(axis: XAxis, value: number): string {
  if (axis === 'environmentSteps') return formatCompact(value);
  const seconds = Math.round(value);
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (part: number): string => String(part).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** Steps between ticks of a time axis, s: so that they fall on whole minutes and hours. */
export const TIME_TICKS_s = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200, 86_400];
