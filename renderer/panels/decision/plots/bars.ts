import type { DimensionSpec } from '../../../../contracts/spec.ts';
import { SIDE_px, xOfChoice } from '../action-axis.ts';
import type { PlotBox } from './joint-plot.ts';

/**
 * Heights in [0, 1] by choice: as bars of a discrete sub-action; of a continuous one, whose intervals are no choices, as
 * the area under a line.
 */
export function paintHeights(
  context: CanvasRenderingContext2D,
  { width, base, top }: PlotBox,
  dimension: DimensionSpec,
  heights: readonly number[],
): void {
  const full = base - top;
  if (dimension.bins !== undefined) {
    const step = (width - 2 * SIDE_px) / heights.length;
    const gap = step > 4 ? 1 : 0;
    heights.forEach((height, choice) => {
      context.fillRect(SIDE_px + choice * step + gap / 2, base - full * height, step - gap, full * height);
    });
    return;
  }
  context.beginPath();
  context.moveTo(SIDE_px, base);
  context.lineTo(SIDE_px, base - full * heights[0]!);
  heights.forEach((height, choice) => context.lineTo(xOfChoice(width, dimension, choice), base - full * height));
  context.lineTo(width - SIDE_px, base - full * heights.at(-1)!);
  context.lineTo(width - SIDE_px, base);
  context.fill();
}
