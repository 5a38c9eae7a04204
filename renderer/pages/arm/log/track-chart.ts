import type uPlot from 'uplot';
import type { ArmTrack } from '../../../../contracts/arm.ts';
import { toDegrees } from '../../../format/joints.ts';
import type { Ink } from '../../../panels/canvas/ink.ts';
import type { PlotSize } from '../../../panels/canvas/use-plot.ts';
import { angleChart } from '../angle-chart.ts';

/** Columns for a plot of one joint: times (s), as sent and as measured, in degrees; null without torque. */
export function jointColumns({ joints, times_s, sent_rad, measured_rad }: ArmTrack, joint: number): uPlot.AlignedData {
  const column = (angles_rad: Float32Array) =>
    Array.from(times_s, (_, t) => {
      const angle_rad = angles_rad[t * joints.length + joint]!;
      return Number.isNaN(angle_rad) ? null : toDegrees(angle_rad);
    });
  return [Array.from(times_s), column(sent_rad), column(measured_rad)];
}

/** uPlot's options for a joint of a track. @param now_s the moment that is shown */
export function trackChart(
  ink: Ink,
  size: PlotSize,
  now_s: () => number,
  seek: (time_s: number) => void,
): uPlot.Options {
  const chart = angleChart(ink, size);
  return {
    ...chart,
    cursor: {
      ...chart.cursor,
      bind: { mousedown: (plot) => () => (seek(plot.posToVal(plot.cursor.left ?? 0, 'x')), null) },
    },
    scales: { x: { time: false } },
    series: [
      {},
      { label: 'sent', stroke: ink.executed, width: 1.5, dash: [5, 4], points: { show: false } },
      { label: 'measured', stroke: ink.text, width: 1.5, points: { show: false } },
    ],
    hooks: { draw: [(plot) => markMoment(plot, now_s(), ink)] },
  };
}

function markMoment({ ctx, bbox, valToPos }: uPlot, now_s: number, ink: Ink): void {
  ctx.save();
  ctx.fillStyle = ink.accent;
  ctx.fillRect(Math.round(valToPos(now_s, 'x', true)), bbox.top, 2 * devicePixelRatio, bbox.height);
  ctx.restore();
}
