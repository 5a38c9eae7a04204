import { decimate, type Points } from './decimate.ts';
import type { CurveGroup } from './groups.ts';
import { seriesColor, type RunCurves, type SeriesColor, type XAxis } from './run-curves.ts';
import { smooth } from './smooth.ts';

/** What one chart draws: lines, the points of evaluations, the goal. */
export interface ChartLine {
  /** Unique within the chart, and the same for as long as only its points change. */
  readonly label: string;
  /** What the legend calls it, beside the run. */
  readonly title: string;
  readonly run: string;
  readonly kind: 'line' | 'raw' | 'evaluation';
  readonly color: SeriesColor;
  readonly dash: readonly number[];
  readonly points: Points;
}

export interface ChartView {
  readonly axis: XAxis;
  readonly from: number;
  readonly to: number;
  /** Columns of pixels that there are to draw on. */
  readonly columns: number;
  readonly smoothing: number;
}

const dashes: readonly (readonly number[])[] = [[], [7, 4], [2, 3], [9, 3, 2, 3]];

/**
 * The lines of a group. Of one run, colours tell the metrics; of several, colours tell the runs and dashes the metrics.
 * With smoothing, the raw curve comes first, to lie faintly below.
 */
export function chartLines({ metrics, measure }: CurveGroup, runs: readonly RunCurves[], view: ChartView): ChartLine[] {
  const several = runs.length > 1;
  const lines: ChartLine[] = [];
  for (const run of runs) {
    metrics.forEach(({ name, title }, index) => {
      const series = run.series.get(name);
      if (!series) return;
      const x = series[view.axis].values;
      const y = series.value.values;
      const named = { label: `${run.id} ${name}`, title, run: run.name };
      const look = several
        ? { color: run.color, dash: dashes[index % dashes.length]! }
        : { color: metrics.length > 1 ? seriesColor(index) : run.color, dash: [] };
      const shown = (values: Float64Array): Points =>
        decimate({ x, y: values }, view.from, view.to, Math.ceil(view.columns / 2));
      if (view.smoothing > 0)
        lines.push({ ...named, ...look, label: `${named.label} raw`, kind: 'raw', points: shown(y) });
      lines.push({
        ...named,
        ...look,
        kind: 'line',
        points: shown(view.smoothing > 0 ? smooth(y, view.smoothing) : y),
      });
    });
    const evaluated = measure ? evaluationPoints(run, measure, view.axis) : null;
    if (evaluated && evaluated.x.length > 0) {
      const named = { label: `${run.id} evaluation`, title: 'Evaluation', run: run.name };
      lines.push({ ...named, kind: 'evaluation', color: several ? run.color : 2, dash: [], points: evaluated });
    }
  }
  return lines;
}

function evaluationPoints(run: RunCurves, measure: 'successRate' | 'meanReturn', axis: XAxis): Points {
  const known = run.evaluations.filter(({ evaluation }) => evaluation[measure] !== null);
  return {
    x: Float64Array.from(known, (point) => point[axis]),
    y: Float64Array.from(known, ({ evaluation }) => evaluation[measure]!),
  };
}

/** The extent of all runs along the axis, from 0. */
export function extentOf(runs: readonly RunCurves[], axis: XAxis): number {
  let end = 0;
  for (const run of runs) {
    for (const series of run.series.values()) end = Math.max(end, series[axis].values.at(-1) ?? 0);
    end = Math.max(end, run.evaluations.at(-1)?.[axis] ?? 0);
  }
  return end;
}

/** Whether a logarithmic axis can show every line. */
export const isPositive = (lines: readonly ChartLine[]): boolean =>
  lines.every(({ points }) => points.y.every((value) => value > 0));
