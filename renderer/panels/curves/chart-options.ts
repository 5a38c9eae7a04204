import type uPlot from 'uplot';
import { axisLook } from '../canvas/axis-look.ts';
import type { Ink } from '../canvas/ink.ts';
import type { ChartLine } from './chart-lines.ts';
import { placeText, TIME_TICKS_s, valueText } from './chart-text.ts';
import type { XAxis } from './run-curves.ts';

export interface ChartSettings {
  readonly lines: readonly ChartLine[];
  readonly axis: XAxis;
  readonly log: boolean;
  readonly goal: number | null;
  readonly ink: Ink;
  /** Charts with the same key share the cursor. */
  readonly syncKey: string;
  readonly width: number;
  readonly height: number;
  /** Told of an interval dragged open, and of null at a double click. */
  onZoom(range: { low: number; high: number } | null): void;
  /** Told of the values under the cursor, by line; undefined where there is none. */
  onCursor(place: number | null, values: readonly (number | undefined)[]): void;
}

/** uPlot's options for one chart; its legend is the chart component's own. */
export function chartOptions(settings: ChartSettings): uPlot.Options {
  const { lines, axis, log, goal, ink, width, height } = settings;
  const look = axisLook(ink);
  return {
    width,
    height,
    legend: { show: false },
    padding: [8, 20, 0, 0],
    cursor: {
      y: false,
      dataIdx: nearestKnown,
      drag: { x: true, y: false, setScale: false },
      sync: {
        key: settings.syncKey,
        scales: ['x', null],
        filters: { pub: (type) => type.startsWith('mouse') && type !== 'mouseup' && type !== 'mousedown' },
      },
      points: { size: (_, series) => (lines[series - 1]!.kind === 'line' ? 6 : 0) },
      bind: { dblclick: () => () => (settings.onZoom(null), null) },
    },
    scales: { x: { time: false }, y: log ? { distr: 3 } : { range: (_, low, high) => rangeWithGoal(low, high, goal) } },
    axes: [
      {
        ...look,
        size: 26,
        gap: 4,
        values: (_, places) => places.map((place) => placeText(axis, place)),
        ...(axis === 'wall_s' && { incrs: TIME_TICKS_s }),
      },
      {
        ...look,
        size: 52,
        gap: 6,
        values: (_, values) => values.map((value) => (value === null ? '' : valueText(value))),
      },
    ],
    series: [{}, ...lines.map((line) => seriesLook(line, ink))],
    hooks: {
      draw: [(plot) => goal !== null && drawGoal(plot, goal, ink)],
      setSelect: [
        (plot) => {
          const { left, width } = plot.select;
          if (width < 4) return;
          settings.onZoom({ low: plot.posToVal(left, 'x'), high: plot.posToVal(left + width, 'x') });
          plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
        },
      ],
      setCursor: [
        (plot) => {
          const { idx, idxs, left } = plot.cursor;
          const values = lines.map((_, i) => plot.data[i + 1]?.[idxs?.[i + 1] ?? -1] ?? undefined);
          settings.onCursor(idx === null || idx === undefined ? null : plot.posToVal(left!, 'x'), values);
        },
      ],
    },
  };
}

function seriesLook({ label, kind, color, dash }: ChartLine, ink: Ink): uPlot.Series {
  const stroke = ink[`series-${color}`];
  if (kind === 'evaluation') {
    return { label, stroke, paths: () => null, points: { show: true, size: 7, width: 2, stroke, fill: ink.surface } };
  }
  const alpha = kind === 'raw' ? 0.25 : 1;
  return {
    label,
    stroke,
    alpha,
    width: kind === 'raw' ? 1 : 1.75,
    dash: [...dash],
    points: { show: isAlone, size: 5 },
  };
}

/** Whether a curve has one point so far, which no line shows. */
function isAlone(plot: uPlot, series: number): boolean {
  let known = 0;
  for (const value of plot.data[series]!) if (value != null && ++known > 1) return false;
  return known === 1;
}

/** Room above and below, and the goal in sight. */
function rangeWithGoal(low: number | null, high: number | null, goal: number | null): uPlot.Range.MinMax {
  const values = [low, high, goal].filter((value) => value !== null);
  if (values.length === 0) return [0, 1];
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const margin = 0.06 * (most - least || Math.abs(most) || 1);
  return [least - margin, most + margin];
}

/** Of a curve without a point at the cursor's place, its nearest point. */
function nearestKnown(plot: uPlot, series: number, index: number): number {
  const values = plot.data[series]!;
  for (let away = 0; away < values.length; away++) {
    if (values[index - away] != null) return index - away;
    if (values[index + away] != null) return index + away;
  }
  return index;
}

function drawGoal({ ctx, bbox, valToPos }: uPlot, goal: number, ink: Ink): void {
  const y = Math.round(valToPos(goal, 'y', true));
  if (y < bbox.top || y > bbox.top + bbox.height) return;
  ctx.save();
  ctx.strokeStyle = ink['text-muted'];
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([4 * devicePixelRatio, 4 * devicePixelRatio]);
  ctx.beginPath();
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.stroke();
  ctx.fillStyle = ink['text-muted'];
  ctx.font = `${11 * devicePixelRatio}px ${ink.font}`;
  ctx.textAlign = 'right';
  ctx.textBaseline = 'bottom';
  ctx.fillText('goal', bbox.left + bbox.width - 4 * devicePixelRatio, y - 2 * devicePixelRatio);
  ctx.restore();
}
