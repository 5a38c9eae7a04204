import type { ServoModel } from './servo-model.ts';
import { loadRegisters, xSeries, xSeriesRegisters } from './x-series.ts';

/** Dynamixel XL430-W250-T: shoulder of the Koch follower. */
export const xl430W250: ServoModel = {
  ...xSeries,
  id: 'xl430-w250',
  title: 'Dynamixel XL430-W250-T',
  modelNumber: 1060,
  registers: { ...xSeriesRegisters, ...loadRegisters },
};
