import { Random } from '../../contracts/random.ts';

const RESAMPLES = 10_000;

export interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** The mean with its 95 % percentile-bootstrap interval (Efron & Tibshirani 1993, ch. 13). One value has no spread. */
export function bootstrap(values: readonly number[]): Interval {
  const random = new Random(1);
  const resampled = () => mean(values.map(() => values[random.integer(values.length)]!));
  const means = Array.from({ length: RESAMPLES }, resampled).sort((a, b) => a - b);
  return { mean: mean(values), low: means[RESAMPLES * 0.025]!, high: means[RESAMPLES * 0.975 - 1]! };
}
