import type uPlot from 'uplot';
import { axisLook } from '../../panels/canvas/axis-look.ts';
import type { Ink } from '../../panels/canvas/ink.ts';
import type { PlotSize } from '../../panels/canvas/use-plot.ts';

/** uPlot's options that charts of angles, in degrees over seconds, have in common. */
export function angleChart(ink: Ink, size: PlotSize): Omit<uPlot.Options, 'series'> {
  const axis = axisLook(ink);
  return {
    ...size,
    legend: { show: false },
    padding: [8, 16, 0, 0],
    cursor: { y: false, drag: { x: false, y: false } },
    axes: [
      { ...axis, size: 24, gap: 4, values: (_, places) => places.map((place) => `${place} s`) },
      { ...axis, size: 46, gap: 6, values: (_, places) => places.map((place) => `${place}°`) },
    ],
  };
}
