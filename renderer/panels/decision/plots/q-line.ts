import { xOfChoice } from '../action-axis.ts';
import { difference } from '../numbers.ts';
import type { JointsPicture, PlotBox } from './joint-plot.ts';

/** Q along a sub-action, everything else as in the greedy action. */
export function paintQLine(
  context: CanvasRenderingContext2D,
  box: PlotBox,
  { decision, action, offsets, qRange }: JointsPicture,
  d: number,
  colour: string,
): void {
  const own = decision.slices.subarray(offsets[d]!, offsets[d + 1]!);
  context.strokeStyle = colour;
  context.lineWidth = 1.5;
  context.lineJoin = 'round';
  context.beginPath();
  own.forEach((q, choice) => context.lineTo(xOfChoice(box.width, action[d]!, choice), yOfQ(box, qRange, q)));
  context.stroke();
}

export const yOfQ = ({ top, base }: PlotBox, { low, high }: JointsPicture['qRange'], q: number): number =>
  base - 2 - ((q - low) / (high - low)) * (base - top - 4);

/** How far Q falls along a sub-action if everything else stays. */
export function qSpread({ decision, offsets }: JointsPicture, d: number): number {
  const own = decision.slices.subarray(offsets[d]!, offsets[d + 1]!);
  return Math.max(...own) - Math.min(...own);
}

/** "Q with it alone −0.120". */
export function qTip({ decision, offsets }: JointsPicture, d: number, choice: number): string[] {
  const q = decision.slices[offsets[d]! + choice];
  return q === undefined ? [] : [`changed alone: Q ${difference(q - decision.greedyQ, 4)}`];
}
