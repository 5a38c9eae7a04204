import { choiceCount, choiceOf, type DimensionSpec } from '../../../contracts/spec.ts';

/** Room on both sides of a row, CSS pixels. */
export const SIDE_px = 10;

const inner = (width: number): number => width - 2 * SIDE_px;

/** The middle of a choice: the choices of a row share its width evenly. */
export function xOfChoice(width: number, dimension: DimensionSpec, choice: number): number {
  return SIDE_px + ((choice + 0.5) / choiceCount(dimension)) * inner(width);
}

/** Where an action is drawn: in the middle of its bin, or at its place in a continuous range. */
export function xOfAction(width: number, dimension: DimensionSpec, action: number): number {
  if (dimension.bins !== undefined) return xOfChoice(width, dimension, action);
  return SIDE_px + ((action + 1) / 2) * inner(width);
}

/** The action that is drawn at x, or nearest to it. */
export function actionAt(width: number, dimension: DimensionSpec, x: number): number {
  const place = Math.min(1, Math.max(0, (x - SIDE_px) / inner(width)));
  if (dimension.bins === undefined) return 2 * place - 1;
  return Math.min(dimension.bins - 1, Math.floor(place * dimension.bins));
}

/** The choice that is drawn at x, or nearest to it. */
export function choiceAt(width: number, dimension: DimensionSpec, x: number): number {
  return choiceOf(dimension, actionAt(width, dimension, x));
}
