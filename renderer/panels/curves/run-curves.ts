import type { Evaluation, MetricsRow } from '../../../contracts/run.ts';
import { Column } from './column.ts';

/** What a value is drawn over. */
export type XAxis = 'environmentSteps' | 'wall_s';

/** The theme's colours of series, by number. */
export const SERIES_COLORS = 8;
export type SeriesColor = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;
export const seriesColor = (index: number): SeriesColor => ((index % SERIES_COLORS) + 1) as SeriesColor;

/** One metric of one run, in columns of equal length, in the order of time. */
export interface Series {
  readonly environmentSteps: Column;
  readonly wall_s: Column;
  readonly value: Column;
}

export interface EvaluationPoint {
  readonly environmentSteps: number;
  readonly wall_s: number;
  readonly evaluation: Evaluation;
}

type Point = { readonly environmentSteps: number; readonly wall_s: number; readonly value: number };

/**
 * The curves of one run, which grow while it trains.
 */
export class RunCurves {
  readonly id: string;
  readonly name: string;
  readonly color: SeriesColor;
  /** The goal of its task. */
  readonly goal: { readonly measure: 'successRate' | 'meanReturn'; readonly atLeast: number } | null;
  readonly series = new Map<string, Series>();
  readonly evaluations: EvaluationPoint[] = [];

  constructor(run: Pick<RunCurves, 'id' | 'name' | 'color' | 'goal'>) {
    this.id = run.id;
    this.name = run.name;
    this.color = run.color;
    this.goal = run.goal;
  }

  /** Adds points of one metric; what is not later than the last is passed over, so that overlaps do no harm. */
  add(metric: string, points: readonly Point[]): void {
    const series = this.series.get(metric) ?? newSeries();
    this.series.set(metric, series);
    let last = series.environmentSteps.values.at(-1) ?? -Infinity;
    for (const { environmentSteps, wall_s, value } of points) {
      if (environmentSteps <= last) continue;
      series.environmentSteps.push(environmentSteps);
      series.wall_s.push(wall_s);
      series.value.push(value);
      last = environmentSteps;
    }
  }

  addRow({ environmentSteps, wall_s, values }: MetricsRow): void {
    for (const [metric, value] of Object.entries(values)) this.add(metric, [{ environmentSteps, wall_s, value }]);
  }

  addEvaluation(point: EvaluationPoint): void {
    const last = this.evaluations.at(-1);
    if (!last || point.environmentSteps > last.environmentSteps) this.evaluations.push(point);
  }
}

const newSeries = (): Series => ({ environmentSteps: new Column(), wall_s: new Column(), value: new Column() });
