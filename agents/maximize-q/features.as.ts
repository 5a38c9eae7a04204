/**
 * Where an action's features (`nets/product-space.ts`) lie in a table: for a discrete sub-action in the row of its bin;
 * for a continuous one in the row of the knot before it and, by the share of the way gone, in the next.
 */
import {
  dimensionCount,
  firstFeatures,
  lastIndices,
  placeRows,
  placeShares,
  positionScales,
  positionShifts,
} from './problem.as';
import { multiplyAdd } from './simd.as';

export function isContinuous(d: i32): bool {
  return load<f32>(positionShifts + ((<usize>d) << 2)) > 0;
}

/** Finds the rows and shares of an action [D]. */
export function findPlaces(action: usize, table: usize, rowBytes: usize): void {
  for (let d = 0; d < dimensionCount; d += 4) findFourPlaces(d, action, table, rowBytes);
}

/** Finds those of the sub-actions from d on; beyond the last, anything. */
export function findFourPlaces(d: i32, action: usize, table: usize, rowBytes: usize): void {
  const at = (<usize>d) << 2;
  const scale = v128.load(positionScales + at);
  const position = multiplyAdd(v128.load(action + at), scale, v128.load(positionShifts + at));
  const index = i32x4.min_s(i32x4.relaxed_trunc_f32x4_s(position), v128.load(lastIndices + at));
  const row = i32x4.mul(i32x4.add(v128.load(firstFeatures + at), index), i32x4.splat(<i32>rowBytes));
  v128.store(placeRows + at, i32x4.add(row, i32x4.splat(<i32>table)));
  v128.store(placeShares + at, f32x4.sub(position, f32x4.convert_i32x4_s(index)));
}

export function rowOf(d: i32): usize {
  return load<u32>(placeRows + ((<usize>d) << 2));
}

/** The weight of the row after; the row itself has the rest. */
export function shareOf(d: i32): f32 {
  return load<f32>(placeShares + ((<usize>d) << 2));
}
