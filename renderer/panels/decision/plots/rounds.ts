import { actionValue, type DimensionSpec } from '../../../../contracts/spec.ts';
import { SIDE_px, xOfAction } from '../action-axis.ts';
import { isSearch, laterRounds } from '../search-rounds.ts';
import { paintHeights } from './bars.ts';
import type { JointPlot, JointsPicture, PlotBox } from './joint-plot.ts';

/** Height of a round's lane, CSS pixels. */
const LANE_px = 17;

/** A search as it narrows: round under round, how its samples spread, and the mean ± deviation they were drawn from. */
export const rounds: JointPlot = {
  suits: isSearch,
  height: (decision) => LANE_px * (laterRounds(decision) + 1),
  caption: () =>
    'Lanes: the rounds of the search, from uniform down. Line: mean ± deviation from which a round was drawn.',
  hasTicks: false,
  paint(context, { width, top }, picture, d, ink) {
    const { action, offsets, counts } = picture;
    counts.forEach((all, round) => {
      const lane: PlotBox = { width, top: top + round * LANE_px + 2, base: top + (round + 1) * LANE_px };
      const own = [...all.subarray(offsets[d]!, offsets[d + 1]!)];
      const most = Math.max(1, ...own);
      context.fillStyle = round === 0 ? ink.uniform : ink.proposal;
      context.globalAlpha = 0.75;
      paintHeights(
        context,
        lane,
        action[d]!,
        own.map((count) => count / most),
      );
      context.globalAlpha = 1;
      context.fillStyle = ink.text;
      if (round > 0) paintOrigin(context, lane, picture, d, round - 1);
      context.fillStyle = ink.border;
      if (round > 0) context.fillRect(SIDE_px, top + round * LANE_px, width - 2 * SIDE_px, 1);
    });
  },
  figure({ decision, action }, d) {
    const spread = Array.from({ length: laterRounds(decision) }, (_, round) => {
      const deviation = decision.searchDeviation[round * action.length + d]!;
      return inUnits(action[d]!, deviation).toPrecision(2);
    });
    const { unit } = action[d]!;
    return { texts: [`deviation ${spread.join(' → ')} ${unit}`, `± ${spread.at(-1)!} ${unit}`] };
  },
  tip: ({ offsets, counts }, d, choice) =>
    counts.map((all, round) => {
      const own = all.subarray(offsets[d]!, offsets[d + 1]!);
      const samples = own.reduce((sum, count) => sum + count, 0);
      return `round ${round + 1}: ${own[choice]} of ${samples} samples`;
    }),
};

function paintOrigin(
  context: CanvasRenderingContext2D,
  { width, base }: PlotBox,
  { decision, action }: JointsPicture,
  d: number,
  round: number,
): void {
  const at = round * action.length + d;
  const [mean, deviation] = [decision.searchMean[at]!, decision.searchDeviation[at]!];
  const x = (value: number) => Math.min(width - SIDE_px, Math.max(SIDE_px, xOfAction(width, action[d]!, value)));
  const middle = base - LANE_px / 2 + 1;
  context.fillRect(x(mean - deviation), middle - 0.75, Math.max(1.5, x(mean + deviation) - x(mean - deviation)), 1.5);
  context.fillRect(x(mean) - 1, middle - 4, 2, 8);
}

/** A length on the action's own scale, in its dimension's unit. */
const inUnits = (dimension: DimensionSpec, length: number): number =>
  actionValue(dimension, length) - actionValue(dimension, 0);
