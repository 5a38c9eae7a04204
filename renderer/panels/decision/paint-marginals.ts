import { actionValue, choiceCount, type ActionSpec, type DimensionSpec } from '../../../contracts/spec.ts';
import type { Decision } from '../../../contracts/stream.ts';
import type { Ink } from '../canvas/ink.ts';
import { SIDE_px, xOfAction, xOfChoice } from './action-axis.ts';
import { barHeights, valueText } from './marginals.ts';

/** A row: name and entropy, above bars, samples and limits; all in CSS pixels. */
export const ROW_px = 84;
const HEAD_px = 19;
const BARS_px = 34;
const SAMPLES_px = 7;
const GAUGE_px = 44;

export interface MarginalsPicture {
  readonly decision: Decision;
  readonly action: ActionSpec;
  readonly offsets: readonly number[];
  /** How many proposals made each choice, [Σ K_d]. */
  readonly samples: Uint16Array;
  /** The highlighted candidate [D], if there is one. */
  readonly highlighted: Float32Array | null;
}

/** One row per sub-action: bars over its limits, the proposals as ticks below, greedy, executed and highlighted. */
export function paintMarginals(
  context: CanvasRenderingContext2D,
  width: number,
  picture: MarginalsPicture,
  ink: Ink,
): void {
  picture.action.forEach((dimension, d) => {
    const top = d * ROW_px;
    const base = top + HEAD_px + BARS_px;
    paintHead(context, width, top, picture, d, ink);
    paintBars(context, width, base, picture, d, ink);
    paintSamples(context, width, base + 2, picture, d, ink);
    paintMarks(context, width, base, picture, d, ink);
    paintLimits(context, width, base + SAMPLES_px + 14, dimension, ink);
  });
}

/** Name, the value highlighted or executed, and entropy, if there is one, of the most that there can be. */
function paintHead(
  context: CanvasRenderingContext2D,
  width: number,
  top: number,
  { decision, action, highlighted }: MarginalsPicture,
  d: number,
  ink: Ink,
): void {
  const dimension = action[d]!;
  context.textBaseline = 'alphabetic';
  context.textAlign = 'left';
  context.font = `600 12px ${ink.font}`;
  context.fillStyle = ink.text;
  context.fillText(dimension.name, SIDE_px, top + 12);
  const valueAt = SIDE_px + context.measureText(dimension.name).width + 10;
  context.font = `11px ${ink.font}`;
  context.fillStyle = highlighted ? ink.text : ink.executed;
  const value = valueText(dimension, (highlighted ?? decision.executed)[d]!);
  context.fillText(value, valueAt, top + 12);
  const valueEnd = valueAt + context.measureText(value).width;

  const entropy = decision.entropy[d];
  if (entropy === undefined) return;
  const most = Math.log(choiceCount(dimension));
  const right = width - SIDE_px;
  context.fillStyle = ink['surface-sunken'];
  context.fillRect(right - GAUGE_px, top + 5, GAUGE_px, 6);
  context.fillStyle = ink.proposal;
  context.fillRect(right - GAUGE_px, top + 5, GAUGE_px * Math.min(1, Math.max(0, entropy / most)), 6);
  context.fillStyle = ink['text-muted'];
  context.textAlign = 'right';
  const room = right - GAUGE_px - 20 - valueEnd;
  const short = `${entropy.toFixed(2)} nat`;
  const texts = [`entropy ${entropy.toFixed(2)} / ${most.toFixed(2)} nat`, short];
  const text = texts.find((text) => context.measureText(text).width < room) ?? short;
  context.fillText(text, right - GAUGE_px - 8, top + 12);
}

function paintBars(
  context: CanvasRenderingContext2D,
  width: number,
  base: number,
  { decision, offsets }: MarginalsPicture,
  d: number,
  ink: Ink,
): void {
  const heights = barHeights(decision, offsets[d]!, offsets[d + 1]!);
  const step = (width - 2 * SIDE_px) / heights.length;
  const gap = step > 4 ? 1 : 0;
  context.fillStyle = ink['surface-sunken'];
  context.fillRect(SIDE_px, base - BARS_px, width - 2 * SIDE_px, BARS_px);
  context.fillStyle = ink.proposal;
  heights.forEach((height, choice) => {
    context.fillRect(SIDE_px + choice * step + gap / 2, base - BARS_px * height, step - gap, BARS_px * height);
  });
}

/** The more proposals made a choice, the darker its tick. */
function paintSamples(
  context: CanvasRenderingContext2D,
  width: number,
  top: number,
  { action, offsets, samples }: MarginalsPicture,
  d: number,
  ink: Ink,
): void {
  context.fillStyle = ink.text;
  for (let choice = 0; choice < choiceCount(action[d]!); choice++) {
    const count = samples[offsets[d]! + choice]!;
    if (count === 0) continue;
    context.globalAlpha = Math.min(1, 0.25 + 0.1 * count);
    context.fillRect(xOfChoice(width, action[d]!, choice) - 1, top, 2, SAMPLES_px);
  }
  context.globalAlpha = 1;
}

function paintMarks(
  context: CanvasRenderingContext2D,
  width: number,
  base: number,
  { decision: { greedy, executed }, action, highlighted }: MarginalsPicture,
  d: number,
  ink: Ink,
): void {
  const x = (value: number): number => xOfAction(width, action[d]!, value);
  const top = base - BARS_px;
  if (highlighted) {
    context.fillStyle = ink.text;
    context.fillRect(x(highlighted[d]!) - 0.75, top, 1.5, BARS_px + SAMPLES_px + 2);
    diamond(context, x(highlighted[d]!), base - BARS_px / 2, 5);
  }
  context.fillStyle = ink.greedy;
  triangle(context, x(greedy[d]!), top + 8, 5.5);
  ring(context, x(executed[d]!), base - 1, 4.5, ink);
}

function paintLimits(
  context: CanvasRenderingContext2D,
  width: number,
  baseline: number,
  dimension: DimensionSpec,
  ink: Ink,
): void {
  const [first, last] = dimension.bins === undefined ? [-1, 1] : [0, dimension.bins - 1];
  context.fillStyle = ink['text-faint'];
  context.textAlign = 'left';
  context.fillText(valueText(dimension, first), SIDE_px, baseline);
  context.textAlign = 'right';
  context.fillText(`${valueText(dimension, last)} ${dimension.unit}`, width - SIDE_px, baseline);
  const middle = (first + last) / 2;
  if (!Number.isInteger(middle)) return;
  context.textAlign = 'center';
  context.fillText(actionValue(dimension, middle) === 0 ? '0' : valueText(dimension, middle), width / 2, baseline);
}

function triangle(context: CanvasRenderingContext2D, x: number, tip: number, size: number): void {
  context.beginPath();
  context.moveTo(x, tip);
  context.lineTo(x - size, tip - 1.6 * size);
  context.lineTo(x + size, tip - 1.6 * size);
  context.fill();
}

function diamond(context: CanvasRenderingContext2D, x: number, y: number, size: number): void {
  context.beginPath();
  context.moveTo(x, y - size);
  context.lineTo(x + size, y);
  context.lineTo(x, y + size);
  context.lineTo(x - size, y);
  context.fill();
}

function ring(context: CanvasRenderingContext2D, x: number, y: number, radius: number, ink: Ink): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fillStyle = ink.executed;
  context.fill();
  context.lineWidth = 1.5;
  context.strokeStyle = ink.surface;
  context.stroke();
}
