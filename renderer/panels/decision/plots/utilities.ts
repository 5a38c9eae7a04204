import { signed } from '../numbers.ts';
import { paintHeights } from './bars.ts';
import type { JointPlot, JointsPicture } from './joint-plot.ts';

/** What each choice of each sub-action is worth by itself: Q is the mean of the chosen. */
export const utilities: JointPlot = {
  suits: ({ utilities }) => utilities.length > 0,
  height: () => 34,
  caption: () => 'Bars: what each choice is worth by itself, alike for all joints. Q is the mean of the chosen.',
  hasTicks: false,
  paint(context, box, picture, d, ink) {
    const largest = Math.max(...picture.action.map((_, other) => spreadOf(picture, other)));
    context.fillStyle = ink.proposal;
    paintHeights(context, box, picture.action[d]!, relativeWorth(valuesOf(picture, d), largest));
  },
  figure: (picture, d) => ({ texts: [`worth up to ${signed(spreadOf(picture, d), 3)}`] }),
  tip: (picture, d, choice) => [`worth ${signed(valuesOf(picture, d)[choice]!, 4)}`],
};

/** So that the worst choice is seen as one. */
const LEAST_HEIGHT = 0.06;

/** Heights in (0, 1] of utilities below the best of them, where `largest` is the largest difference of any sub-action. */
export function relativeWorth(own: readonly number[], largest: number): number[] {
  const most = Math.max(...own);
  return own.map((utility) => (largest > 0 ? 1 - ((1 - LEAST_HEIGHT) * (most - utility)) / largest : 1));
}

const valuesOf = ({ decision, offsets }: JointsPicture, d: number): number[] => [
  ...decision.utilities.subarray(offsets[d]!, offsets[d + 1]!),
];

function spreadOf(picture: JointsPicture, d: number): number {
  const own = valuesOf(picture, d);
  return Math.max(...own) - Math.min(...own);
}
