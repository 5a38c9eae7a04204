import type { ServoModel } from './servo-model.ts';
import { currentRegisters, xSeries, xSeriesRegisters } from './x-series.ts';

/** Dynamixel XL330-M077-T, faster and weaker: the Koch leader. */
export const xl330M077: ServoModel = {
  ...xSeries,
  id: 'xl330-m077',
  title: 'Dynamixel XL330-M077-T',
  modelNumber: 1190,
  registers: { ...xSeriesRegisters, ...currentRegisters },
};
