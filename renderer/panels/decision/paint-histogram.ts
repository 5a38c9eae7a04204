import { cssColourOf, type ColourMapName } from '../../theme/colour-map.ts';
import { decimalsOf, ticks, tickStep, type Range } from '../canvas/axis.ts';
import type { Ink } from '../canvas/ink.ts';
import { HISTOGRAM_BINS, type QHistogram } from './q-histogram.ts';
import { countOf, difference, signed } from './numbers.ts';

/** The strip of the colour map between the two groups, and the room for text above and below them, CSS pixels. */
const STRIP_px = 7;
const TOP_px = 20;
const BOTTOM_px = 36;
const SIDE_px = 10;

/** Where the histogram's parts lie on a canvas. */
export interface HistogramLayout {
  readonly left: number;
  readonly right: number;
  /** Middle of the strip. */
  readonly middle: number;
  /** Height of a group's highest bar. */
  readonly height: number;
}

export function layOutHistogram(width: number, height: number): HistogramLayout {
  const bars = (height - TOP_px - BOTTOM_px - STRIP_px) / 2;
  return { left: SIDE_px, right: width - SIDE_px, middle: TOP_px + bars + STRIP_px / 2, height: bars };
}

export const xOfQ = ({ left, right }: HistogramLayout, { low, high }: Range, q: number): number =>
  left + ((q - low) / (high - low)) * (right - left);

export const qOfX = ({ left, right }: HistogramLayout, { low, high }: Range, x: number): number =>
  low + ((x - left) / (right - left)) * (high - low);

export interface HistogramPicture {
  readonly histogram: QHistogram;
  readonly colourMap: ColourMapName;
  readonly proposals: number;
  readonly uniform: number;
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
  const { left, right, middle, height } = layout;
  const x = (q: number): number => xOfQ(layout, histogram.range, q);
  const up = middle - STRIP_px / 2;
  const down = middle + STRIP_px / 2;

  paintBars(context, layout, histogram.proposals, up, -height, ink.proposal);
  paintBars(context, layout, histogram.uniform, down, height, ink.uniform);
  paintStrip(context, x(histogram.span.low), x(histogram.span.high), middle, picture.colourMap);

  context.font = `11px ${ink.font}`;
  context.textAlign = 'left';
  context.textBaseline = 'alphabetic';
  context.fillStyle = ink.proposal;
  if (proposals > 0) context.fillText(countOf(proposals, 'proposal'), left, 12);
  context.fillStyle = ink['text-muted'];
  context.fillText(`${uniform} uniform`, left, down + height + 13);
  paintAxis(context, layout, histogram.range, down + height + 30, ink);

  paintBest(context, x(histogram.bestProposal), up, -height, histogram.bestProposal, ink.proposal, right);
  paintBest(context, x(histogram.bestUniform), down, height, histogram.bestUniform, ink['text-muted'], right);
  if (Number.isFinite(histogram.gap)) {
    paintGap(context, layout, x(histogram.bestUniform), x(histogram.bestProposal), histogram.gap, ink);
  }
  if (Number.isFinite(highlightedQ)) paintHighlight(context, x(highlightedQ), up - height, down + height, ink);
}

function paintBars(
  context: CanvasRenderingContext2D,
  { left, right }: HistogramLayout,
  counts: Uint16Array,
  base: number,
  height: number,
  colour: string,
): void {
  let peak = 1;
  for (const count of counts) if (count > peak) peak = count;
  const step = (right - left) / HISTOGRAM_BINS;
  context.fillStyle = colour;
  for (let bin = 0; bin < HISTOGRAM_BINS; bin++) {
    if (counts[bin]! > 0) context.fillRect(left + bin * step + 0.5, base, step - 1, (height * counts[bin]!) / peak);
  }
}

/** The colours that ghosts have, from the lowest Q of all candidates to the highest. */
function paintStrip(
  context: CanvasRenderingContext2D,
  from: number,
  to: number,
  middle: number,
  colourMap: ColourMapName,
): void {
  const gradient = context.createLinearGradient(from, 0, to, 0);
  for (let i = 0; i <= 9; i++) gradient.addColorStop(i / 9, cssColourOf(i / 9, colourMap));
  context.fillStyle = gradient;
  context.fillRect(from, middle - STRIP_px / 2 + 1, to - from, STRIP_px - 2);
}

function paintAxis(
  context: CanvasRenderingContext2D,
  layout: HistogramLayout,
  range: Range,
  baseline: number,
  ink: Ink,
): void {
  const count = Math.max(2, Math.floor((layout.right - layout.left) / 110));
  const decimals = decimalsOf(tickStep(range.high - range.low, count));
  context.fillStyle = ink['text-faint'];
  context.textAlign = 'center';
  for (const tick of ticks(range, count)) {
    const x = xOfQ(layout, range, tick);
    if (x > layout.left + 12 && x < layout.right - 24) context.fillText(signed(tick, decimals), x, baseline);
  }
  context.textAlign = 'right';
  context.fillText('Q', layout.right, baseline);
}

function paintBest(
  context: CanvasRenderingContext2D,
  x: number,
  base: number,
  height: number,
  q: number,
  colour: string,
  right: number,
): void {
  if (!Number.isFinite(q)) return;
  context.fillStyle = colour;
  context.fillRect(x - 1, Math.min(base, base + height), 2, Math.abs(height));
  const leftwards = x > right / 2;
  context.textAlign = leftwards ? 'right' : 'left';
  context.fillText(
    `best ${signed(q, 3)}`,
    leftwards ? Math.min(right, x + 22) : x - 2,
    base + height + (height < 0 ? -6 : 13),
  );
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

function paintHighlight(context: CanvasRenderingContext2D, x: number, top: number, bottom: number, ink: Ink): void {
  context.strokeStyle = ink.text;
  context.lineWidth = 1.5;
  context.setLineDash([3, 2]);
  context.beginPath();
  context.moveTo(x, top);
  context.lineTo(x, bottom);
  context.stroke();
  context.setLineDash([]);
}
