import type { TwinComparison } from '../../../../contracts/deploy.ts';
import { toDegrees } from '../../../format/joints.ts';

/** Columns for a plot: times (s), then for every joint how far the arm was from its twin, in degrees. */
export function differences_deg({
  joints,
  times_s,
  measured_rad,
  twin_rad,
}: TwinComparison): [times_s: Float64Array, ...joints_deg: Float64Array[]] {
  const columns = joints.map((_, j) =>
    Float64Array.from(times_s, (_, t) => {
      const at = t * joints.length + j;
      return toDegrees(measured_rad[at]! - twin_rad[at]!);
    }),
  );
  return [Float64Array.from(times_s), ...columns];
}
