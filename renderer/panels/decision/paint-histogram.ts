import type { ColourMapName } from '../../theme/colour-map.ts';
import type { Ink } from '../canvas/ink.ts';
import { countOf, difference } from './numbers.ts';
import {
  paintBest,
  paintCounts,
  paintHighlight,
  paintQAxis,
  paintQStrip,
  qAxis,
  STRIP_px,
  xOfQ,
  type QAxis,
} from './q-axis.ts';
import type { QHistogram } from './q-histogram.ts';

/** Room for text above and below the groups, CSS pixels. */
const TOP_px = 20;
const BOTTOM_px = 36;

/** Where the histogram's parts lie on a canvas. */
export interface HistogramLayout extends QAxis {
  /** Middle of the colour strip between the groups. */
  readonly middle: number;
  /** Height of the highest bar of the proposals, and of the uniform candidates: a group alone has all the room. */
  readonly above: number;
  readonly below: number;
}

export interface GroupSizes {
  readonly proposals: number;
  readonly uniform: number;
}

export function layOutHistogram(width: number, height: number, { proposals, uniform }: GroupSizes): HistogramLayout {
  const room = height - TOP_px - BOTTOM_px - STRIP_px;
  const share = uniform === 0 ? 1 : proposals === 0 ? 0 : 0.5;
  const above = share * room;
  return { ...qAxis(width), middle: TOP_px + above + STRIP_px / 2, above, below: room - above };
}

export interface HistogramPicture extends GroupSizes {
  readonly histogram: QHistogram;
  readonly colourMap: ColourMapName;
  /** What a proposal is called, and what it is measured by. */
  readonly proposalWord: string;
  readonly measure: string;
  /** Q of the highlighted candidate; NaN for none. */
  readonly highlightedQ: number;
}

/** Proposals above, uniform candidates below, Q to the right; each group as high as its own highest bar. */
export function paintHistogram(
  context: CanvasRenderingContext2D,
  layout: HistogramLayout,
  picture: HistogramPicture,
  ink: Ink,
): void {
  const { histogram, proposals, uniform, highlightedQ } = picture;
  const { left, right, middle, above, below } = layout;
  const x = (q: number): number => xOfQ(layout, histogram.range, q);
  const up = middle - STRIP_px / 2;
  const down = middle + STRIP_px / 2;

  paintCounts(context, layout, histogram.proposals, up, -above, ink.proposal);
  paintCounts(context, layout, histogram.uniform, down, below, ink.uniform);
  paintQStrip(context, x(histogram.span.low), x(histogram.span.high), middle, picture.colourMap);

  context.font = `11px ${ink.font}`;
  context.textAlign = 'left';
  context.textBaseline = 'alphabetic';
  context.fillStyle = ink.proposal;
  if (proposals > 0) context.fillText(countOf(proposals, picture.proposalWord), left, 12);
  context.fillStyle = ink['text-muted'];
  if (uniform > 0) context.fillText(`${uniform} uniform`, left, down + below + 13);
  paintQAxis(context, layout, histogram.range, down + below + 30, picture.measure, ink);

  paintBest(context, x(histogram.bestProposal), up, -above, histogram.bestProposal, ink.proposal, right);
  paintBest(context, x(histogram.bestUniform), down, below, histogram.bestUniform, ink['text-muted'], right);
  if (Number.isFinite(histogram.gap)) {
    paintGap(context, layout, x(histogram.bestUniform), x(histogram.bestProposal), histogram.gap, ink);
  }
  if (Number.isFinite(highlightedQ)) paintHighlight(context, x(highlightedQ), up - above, down + below, ink);
}

/** A bracket on the strip from the best uniform candidate to the best proposal, named on the side that has no bars. */
function paintGap(
  context: CanvasRenderingContext2D,
  { right, middle }: HistogramLayout,
  from: number,
  to: number,
  gap: number,
  ink: Ink,
): void {
  context.fillStyle = ink.text;
  context.fillRect(Math.min(from, to), middle - 1, Math.abs(to - from), 2);
  context.fillRect(from - 1, middle - 4, 2, 8);
  context.fillRect(to - 1, middle - 4, 2, 8);

  const text = `gap ${difference(gap, 3)}`;
  const width = context.measureText(text).width;
  const x = Math.min(Math.min(from, to) + 6, right - width);
  const baseline = gap > 0 ? middle + 20 : middle - 12;
  context.fillStyle = ink.surface;
  context.globalAlpha = 0.85;
  context.fillRect(x - 3, baseline - 11, width + 6, 15);
  context.globalAlpha = 1;
  context.fillStyle = ink.text;
  context.textAlign = 'left';
  context.fillText(text, x, baseline);
}
