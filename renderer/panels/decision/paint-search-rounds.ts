import { cssColourOf, fractionOf, type ColourMapName } from '../../theme/colour-map.ts';
import type { Range } from '../canvas/axis.ts';
import type { Ink } from '../canvas/ink.ts';
import { indexOfMax } from './candidates.ts';
import { signed } from './numbers.ts';
import { paintCounts, paintHighlight, paintQAxis, paintQStrip, qAxis, xOfQ } from './q-axis.ts';
import { count, HISTOGRAM_BINS } from './q-histogram.ts';
import type { SearchRound } from './search-rounds.ts';

/** Height of a round, and of the axis below all, CSS pixels. */
export const ROUND_px = 46;
const AXIS_px = 30;
const BARS_px = 26;

export const searchHeight = (rounds: number): number => rounds * ROUND_px + AXIS_px;

/** The round that is drawn at y. */
export const roundAt = (y: number, rounds: number): number =>
  Math.min(rounds - 1, Math.max(0, Math.floor(y / ROUND_px)));

export interface SearchPicture {
  readonly rounds: readonly SearchRound[];
  readonly range: Range;
  /** Lowest and highest Q of all candidates. */
  readonly span: Range;
  readonly colourMap: ColourMapName;
  /** Q of the highlighted candidate; NaN for none. */
  readonly highlightedQ: number;
}

/** A search, round under round on one axis of Q: it has narrowed where the bars move right and together. */
export function paintSearch(context: CanvasRenderingContext2D, width: number, picture: SearchPicture, ink: Ink): void {
  const { rounds, range, span, colourMap, highlightedQ } = picture;
  const axis = qAxis(width);
  const x = (q: number): number => xOfQ(axis, range, q);
  context.font = `11px ${ink.font}`;
  context.textBaseline = 'alphabetic';
  rounds.forEach((round, number) => paintRound(context, width, picture, round, number, ink));
  const bottom = rounds.length * ROUND_px;
  paintQStrip(context, x(span.low), x(span.high), bottom + 6, colourMap);
  paintQAxis(context, axis, range, bottom + 24, 'Q', ink);
  if (Number.isFinite(highlightedQ)) paintHighlight(context, x(highlightedQ), 4, bottom, ink);
}

const counts = new Uint16Array(HISTOGRAM_BINS);

function paintRound(
  context: CanvasRenderingContext2D,
  width: number,
  { range, span, colourMap }: SearchPicture,
  { q }: SearchRound,
  number: number,
  ink: Ink,
): void {
  const axis = qAxis(width);
  const base = (number + 1) * ROUND_px - 3;
  count(q, range, counts);
  paintCounts(context, axis, counts, base, -BARS_px, (bin) => {
    const middle = range.low + ((bin + 0.5) / HISTOGRAM_BINS) * (range.high - range.low);
    return cssColourOf(fractionOf(middle, span.low, span.high), colourMap);
  });
  context.fillStyle = ink.border;
  context.fillRect(axis.left, base, axis.right - axis.left, 1);

  context.textAlign = 'left';
  context.fillStyle = number === 0 ? ink['text-muted'] : ink.proposal;
  const kind = number === 0 ? 'uniform' : `round ${number + 1}`;
  context.fillText(`${kind}, ${q.length}`, axis.left, base - BARS_px - 5);

  const best = q[indexOfMax(q)];
  if (best === undefined) return;
  const at = xOfQ(axis, range, best);
  context.fillStyle = ink.text;
  context.fillRect(at - 1, base - BARS_px, 2, BARS_px);
  context.textAlign = 'right';
  context.fillText(
    `best ${signed(best, 3)}`,
    Math.max(axis.left + 130, Math.min(axis.right, at + 22)),
    base - BARS_px - 5,
  );
}
