import type { Decision } from '../../../../contracts/stream.ts';
import { SIDE_px, xOfAction } from '../action-axis.ts';
import { signed } from '../numbers.ts';
import type { JointPlot, JointsPicture, PlotBox } from './joint-plot.ts';
import { paintQLine, qSpread, qTip, yOfQ } from './q-line.ts';

/** Q around the greedy action, and the candidates by their value and their Q. */
export const landscape: JointPlot = {
  suits: ({ slices }) => slices.length > 0,
  height: () => 54,
  caption: () => 'Line: Q if this joint alone is changed, alike for all joints. Dots: candidates by their Q.',
  hasTicks: false,
  paint(context, box, picture, d, ink) {
    const { decision, qRange } = picture;
    context.fillStyle = ink['border-strong'];
    context.fillRect(SIDE_px, yOfQ(box, qRange, decision.greedyQ), box.width - 2 * SIDE_px, 0.75);
    const { proposals, proposalQ, uniform, uniformQ } = decision;
    paintDots(context, box, picture, d, uniform, uniformQ, ink.uniform);
    paintDots(context, box, picture, d, proposals, proposalQ, ink.proposal);
    paintQLine(context, box, picture, d, ink.text);
  },
  figure(picture, d) {
    const spread = signed(qSpread(picture, d), 3);
    return { texts: [`Q changes by ${spread}`, `ΔQ ${spread}`] };
  },
  tip: qTip,
};

/** Those whose Q lies in the row. */
function paintDots(
  context: CanvasRenderingContext2D,
  box: PlotBox,
  { action, qRange }: JointsPicture,
  d: number,
  actions: Decision['proposals'],
  values: Decision['proposalQ'],
  colour: string,
): void {
  context.fillStyle = colour;
  context.globalAlpha = 0.6;
  for (const [i, q] of values.entries()) {
    if (!(q >= qRange.low && q <= qRange.high)) continue;
    const x = xOfAction(box.width, action[d]!, actions[i * action.length + d]!);
    context.fillRect(x - 1, yOfQ(box, qRange, q) - 1, 2, 2);
  }
  context.globalAlpha = 1;
}
