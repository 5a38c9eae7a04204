import type { ChartLine } from './chart-lines.ts';
import { valueText } from './chart-text.ts';
import type { SeriesColor } from './run-curves.ts';

/** A metric in the legend, with the value of each run. */
export interface LegendEntry {
  readonly title: string;
  readonly kind: ChartLine['kind'];
  readonly dash: readonly number[];
  readonly values: { readonly run: string; readonly color: SeriesColor; readonly text: string }[];
}

/** @param cursor values of the lines under the cursor; without one, the newest are told. */
export function legendOf(lines: readonly ChartLine[], cursor: readonly (number | undefined)[] | null): LegendEntry[] {
  const entries = new Map<string, LegendEntry>();
  lines.forEach(({ title, run, kind, color, dash, points }, index) => {
    if (kind === 'raw') return;
    const entry = entries.get(title) ?? { title, kind, dash, values: [] };
    entries.set(title, entry);
    const value = cursor ? cursor[index] : points.y.at(-1);
    entry.values.push({ run, color, text: valueText(value ?? NaN) });
  });
  return [...entries.values()];
}
