import type { ServoModel } from './servo-model.ts';
import { currentRegisters, xSeries, xSeriesRegisters } from './x-series.ts';

/** Dynamixel XL330-M288-T: elbow, wrist and jaw of the Koch follower. */
export const xl330M288: ServoModel = {
  ...xSeries,
  id: 'xl330-m288',
  title: 'Dynamixel XL330-M288-T',
  modelNumber: 1200,
  registers: { ...xSeriesRegisters, ...currentRegisters },
};
