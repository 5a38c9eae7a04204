import { cssColourOf, type ColourMapName } from '../../theme/colour-map.ts';
import { decimalsOf, ticks, tickStep, type Range } from '../canvas/axis.ts';
import type { Ink } from '../canvas/ink.ts';
import { signed } from './numbers.ts';

/** Room on both sides, and height of the colour strip, CSS pixels. */
const SIDE_px = 10;
export const STRIP_px = 7;

/** Where an axis of Q begins and ends on a canvas, CSS pixels. */
export interface QAxis {
  readonly left: number;
  readonly right: number;
}

export const qAxis = (width: number): QAxis => ({ left: SIDE_px, right: width - SIDE_px });

export const xOfQ = ({ left, right }: QAxis, { low, high }: Range, q: number): number =>
  left + ((q - low) / (high - low)) * (right - left);

export const qOfX = ({ left, right }: QAxis, { low, high }: Range, x: number): number =>
  low + ((x - left) / (right - left)) * (high - low);

/** Round values along the axis, and what is measured at its end. */
export function paintQAxis(
  context: CanvasRenderingContext2D,
  axis: QAxis,
  range: Range,
  baseline: number,
  measure: string,
  ink: Ink,
): void {
  const count = Math.max(2, Math.floor((axis.right - axis.left) / 110));
  const decimals = decimalsOf(tickStep(range.high - range.low, count));
  context.fillStyle = ink['text-faint'];
  context.textAlign = 'right';
  context.fillText(measure, axis.right, baseline);
  const end = axis.right - context.measureText(measure).width - 16;
  context.textAlign = 'center';
  for (const tick of ticks(range, count)) {
    const x = xOfQ(axis, range, tick);
    if (x > axis.left + 12 && x < end) context.fillText(signed(tick, decimals), x, baseline);
  }
}

/** Counts in evenly wide bins along the axis, the highest as high as `height`; upwards if it is negative. */
export function paintCounts(
  context: CanvasRenderingContext2D,
  { left, right }: QAxis,
  counts: Uint16Array,
  base: number,
  height: number,
  colourOf: (bin: number) => string,
): void {
  let peak = 1;
  for (const count of counts) if (count > peak) peak = count;
  const step = (right - left) / counts.length;
  for (const [bin, count] of counts.entries()) {
    if (count === 0) continue;
    context.fillStyle = colourOf(bin);
    context.fillRect(left + bin * step + 0.5, base, step - 1, (height * count) / peak);
  }
}

/** The colours that ghosts have, from the lowest Q of all candidates to the highest. */
export function paintQStrip(
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

/** A line at the best Q of a group, named beside its far end. */
export function paintBest(
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
  const textX = leftwards ? Math.min(right, x + 22) : x - 2;
  context.fillText(`best ${signed(q, 3)}`, textX, base + height + (height < 0 ? -6 : 13));
}

/** Where the highlighted candidate lies. */
export function paintHighlight(
  context: CanvasRenderingContext2D,
  x: number,
  top: number,
  bottom: number,
  ink: Ink,
): void {
  context.strokeStyle = ink.text;
  context.lineWidth = 1.5;
  context.setLineDash([3, 2]);
  context.beginPath();
  context.moveTo(x, top);
  context.lineTo(x, bottom);
  context.stroke();
  context.setLineDash([]);
}
