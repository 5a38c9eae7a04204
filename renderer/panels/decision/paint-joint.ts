import { actionValue, type DimensionSpec } from '../../../contracts/spec.ts';
import type { Decision } from '../../../contracts/stream.ts';
import type { Ink } from '../canvas/ink.ts';
import { SIDE_px, xOfAction } from './action-axis.ts';
import { valueText } from './choices.ts';
import { diamond, ring, triangle } from './marks.ts';
import { jointPlotOf } from './plots/index.ts';
import type { JointFigure, JointsPicture, PlotBox } from './plots/joint-plot.ts';
import { paintSamples, SAMPLES_px } from './plots/samples.ts';

/** Above a row's plot, where the name stands, and below it, where the limits stand; all in CSS pixels. */
const HEAD_px = 19;
const FOOT_px = SAMPLES_px + 24;
/** Without a plot there is still a line on which the actions are marked. */
const BARE_px = 14;
const GAUGE_px = 44;
/** Between the texts of a head. */
const GAP_px = 8;

export const jointHeight = (decision: Decision): number =>
  HEAD_px + (jointPlotOf(decision)?.height(decision) ?? BARE_px) + FOOT_px;

/**
 * A sub-action: its plot over its limits, the proposals as ticks below, greedy and executed action.
 * @param highlighted the highlighted candidate's, if there is one
 */
export function paintJoint(
  context: CanvasRenderingContext2D,
  width: number,
  picture: JointsPicture,
  d: number,
  highlighted: number | null,
  ink: Ink,
): void {
  const { decision, action } = picture;
  const plot = jointPlotOf(decision);
  const box: PlotBox = { width, top: HEAD_px, base: jointHeight(decision) - FOOT_px };
  context.textBaseline = 'alphabetic';
  paintHead(context, box, picture, d, highlighted, plot?.figure(picture, d) ?? null, ink);
  context.fillStyle = ink['surface-sunken'];
  context.fillRect(SIDE_px, box.top, width - 2 * SIDE_px, box.base - box.top);
  plot?.paint(context, box, picture, d, ink);
  context.fillStyle = ink.text;
  if (plot?.hasTicks ?? true) paintSamples(context, width, box.base + 2, picture, d);
  paintMarks(context, box, picture, d, highlighted, ink);
  paintLimits(context, width, box.base + SAMPLES_px + 14, action[d]!, ink);
}

/** Name, the value highlighted or executed, and the plot's figure. */
function paintHead(
  context: CanvasRenderingContext2D,
  { width, top }: PlotBox,
  { decision, action }: JointsPicture,
  d: number,
  highlighted: number | null,
  figure: JointFigure | null,
  ink: Ink,
): void {
  const dimension = action[d]!;
  const baseline = top - 7;
  context.textAlign = 'left';
  context.font = `600 12px ${ink.font}`;
  context.fillStyle = ink.text;
  context.fillText(dimension.name, SIDE_px, baseline);
  const valueAt = SIDE_px + context.measureText(dimension.name).width + 10;
  context.font = `11px ${ink.font}`;
  context.fillStyle = highlighted === null ? ink.executed : ink.text;
  const value = valueText(dimension, highlighted ?? decision.executed[d]!);
  context.fillText(value, valueAt, baseline);
  if (figure) paintFigure(context, width, baseline, valueAt + context.measureText(value).width, figure, ink);
}

function paintFigure(
  context: CanvasRenderingContext2D,
  width: number,
  baseline: number,
  from: number,
  { texts, gauge }: JointFigure,
  ink: Ink,
): void {
  let right = width - SIDE_px;
  if (gauge !== undefined) {
    const left = right - GAUGE_px;
    context.fillStyle = ink['surface-sunken'];
    context.fillRect(left, baseline - 7, GAUGE_px, 6);
    context.fillStyle = ink.proposal;
    context.fillRect(left, baseline - 7, GAUGE_px * Math.min(1, Math.max(0, gauge)), 6);
    right = left - GAP_px;
  }
  context.fillStyle = ink['text-muted'];
  context.textAlign = 'right';
  const text = texts.find((text) => context.measureText(text).width < right - from - GAP_px);
  if (text !== undefined) context.fillText(text, right, baseline);
}

function paintMarks(
  context: CanvasRenderingContext2D,
  { width, top, base }: PlotBox,
  { decision: { greedy, executed }, action }: JointsPicture,
  d: number,
  highlighted: number | null,
  ink: Ink,
): void {
  const x = (value: number): number => xOfAction(width, action[d]!, value);
  if (highlighted !== null) {
    context.fillStyle = ink.text;
    context.fillRect(x(highlighted) - 0.75, top, 1.5, base - top + SAMPLES_px + 2);
    diamond(context, x(highlighted), (top + base) / 2, 5);
  }
  context.fillStyle = ink.greedy;
  triangle(context, x(greedy[d]!), top + 8, 5.5);
  context.fillStyle = ink.executed;
  context.strokeStyle = ink.surface;
  ring(context, x(executed[d]!), base - 1, 4.5);
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
