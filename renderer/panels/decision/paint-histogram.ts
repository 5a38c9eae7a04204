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
  /** Height of the highest bar of the group above it, and of the one below, if there is one. */
  readonly above: number;
  readonly below: number;
}

export interface GroupSizes {
  readonly proposals: number;
  readonly uniform: number;
}

export function layOutHistogram(width: number, height: number, { proposals, uniform }: GroupSizes): HistogramLayout {
  const room = height - TOP_px - BOTTOM_px - STRIP_px;
  const above = proposals > 0 && uniform > 0 ? room / 2 : room;
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

/** Proposals above, uniform candidates below, Q to the right; each as high as its own highest bar. One alone stands. */
export function paintHistogram(
  context: CanvasRenderingContext2D,
  layout: HistogramLayout,
  picture: HistogramPicture,
  ink: Ink,
): void {
  const { histogram, proposals, uniform, highlightedQ } = picture;
  const { left, right, middle } = layout;
  const x = (q: number): number => xOfQ(layout, histogram.range, q);
  const up = middle - STRIP_px / 2;
  const down = middle + STRIP_px / 2;

  paintQStrip(context, x(histogram.span.low), x(histogram.span.high), middle, picture.colourMap);
  context.font = `11px ${ink.font}`;
  context.textBaseline = 'alphabetic';
  paintQAxis(context, layout, histogram.range, down + layout.below + 30, picture.measure, ink);

  const own = { name: countOf(proposals, picture.proposalWord), bars: ink.proposal, text: ink.proposal };
  const drawn = { name: `${uniform} uniform`, bars: ink.uniform, text: ink['text-muted'] };
  const above = { base: up, height: -layout.above, nameAt: 12 };
  const below = { base: down, height: layout.below, nameAt: down + layout.below + 13 };
  const group = (look: typeof own, place: typeof above, counts: Uint16Array, best: number): void => {
    paintCounts(context, layout, counts, place.base, place.height, () => look.bars);
    context.fillStyle = look.text;
    context.textAlign = 'left';
    context.fillText(look.name, left, place.nameAt);
    paintBest(context, x(best), place.base, place.height, best, look.text, right);
  };
  if (proposals > 0) group(own, above, histogram.proposals, histogram.bestProposal);
  if (uniform > 0) group(drawn, proposals > 0 ? below : above, histogram.uniform, histogram.bestUniform);
  if (Number.isFinite(histogram.gap)) {
    paintGap(context, layout, x(histogram.bestUniform), x(histogram.bestProposal), histogram.gap, ink);
  }
  if (Number.isFinite(highlightedQ))
    paintHighlight(context, x(highlightedQ), up - layout.above, down + layout.below, ink);
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
