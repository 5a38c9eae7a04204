import { choiceCount } from '../../../../contracts/spec.ts';
import { xOfAction, xOfChoice } from '../action-axis.ts';
import type { JointsPicture } from './joint-plot.ts';

/** Height of the ticks, CSS pixels. */
export const SAMPLES_px = 7;

/** The proposals as ticks: of a discrete sub-action one per bin, the darker the more chose it; else one at each value. */
export function paintSamples(
  context: CanvasRenderingContext2D,
  width: number,
  top: number,
  { decision: { proposals }, action, offsets, counts }: JointsPicture,
  d: number,
): void {
  const dimension = action[d]!;
  if (dimension.bins === undefined) {
    context.globalAlpha = 0.35;
    for (let i = d; i < proposals.length; i += action.length) {
      context.fillRect(xOfAction(width, dimension, proposals[i]!) - 0.75, top, 1.5, SAMPLES_px);
    }
  } else {
    for (let choice = 0; choice < choiceCount(dimension); choice++) {
      const count = counts[0]![offsets[d]! + choice]!;
      if (count === 0) continue;
      context.globalAlpha = Math.min(1, 0.25 + 0.1 * count);
      context.fillRect(xOfChoice(width, dimension, choice) - 1, top, 2, SAMPLES_px);
    }
  }
  context.globalAlpha = 1;
}
