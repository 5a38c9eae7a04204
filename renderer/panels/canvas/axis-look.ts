import type { Ink } from './ink.ts';

/** What the axes of uPlot's charts have in common. */
export const axisLook = (ink: Ink) => ({
  stroke: ink['text-faint'],
  font: `11px ${ink.font}`,
  grid: { stroke: ink.border, width: 1 },
  ticks: { show: false },
});
