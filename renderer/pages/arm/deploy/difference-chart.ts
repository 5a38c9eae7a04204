import type uPlot from 'uplot';
import type { Ink } from '../../../panels/canvas/ink.ts';
import type { PlotSize } from '../../../panels/canvas/use-plot.ts';
import { seriesColor } from '../../../panels/curves/run-curves.ts';
import { angleChart } from '../angle-chart.ts';

/** uPlot's options for what differs between an arm and its twin. @param targets_s when a target was placed */
export function differenceChart(
  joints: readonly string[],
  ink: Ink,
  size: PlotSize,
  targets_s: () => readonly number[],
): uPlot.Options {
  return {
    ...angleChart(ink, size),
    scales: { x: { time: false }, y: { range: (_, low, high) => around(low, high) } },
    series: [
      {},
      ...joints.map((label, j) => ({
        label,
        stroke: ink[`series-${seriesColor(j)}`],
        width: 1.5,
        points: { show: false },
      })),
    ],
    hooks: { draw: [(plot) => markTargets(plot, targets_s(), ink)] },
  };
}

/** No less than a degree each way: what is small looks small. */
function around(low: number | null, high: number | null): [number, number] {
  const most = Math.max(1, Math.abs(low ?? 0), Math.abs(high ?? 0));
  return [-1.08 * most, 1.08 * most];
}

function markTargets({ ctx, bbox, valToPos }: uPlot, targets_s: readonly number[], ink: Ink): void {
  ctx.save();
  ctx.strokeStyle = ink['border-strong'];
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([3 * devicePixelRatio, 3 * devicePixelRatio]);
  for (const target_s of targets_s) {
    const x = Math.round(valToPos(target_s, 'x', true));
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
  }
  ctx.restore();
}
