import type { ActionSpec } from '../../../../contracts/spec.ts';
import type { Decision } from '../../../../contracts/stream.ts';
import type { Range } from '../../canvas/axis.ts';
import type { Ink } from '../../canvas/ink.ts';

/** A decision, prepared for the rows of its sub-actions. */
export interface JointsPicture {
  readonly decision: Decision;
  readonly action: ActionSpec;
  /** Where each sub-action's choices begin, [D + 1]. */
  readonly offsets: readonly number[];
  /** How many proposals made each choice, [Σ K_d]; of a search one list for every round. */
  readonly counts: readonly Uint16Array[];
  /** The Q that every row spans, alike for all, so that what hardly matters looks flat. */
  readonly qRange: Range;
}

/** Where a row draws, CSS pixels. */
export interface PlotBox {
  /** Of the whole canvas. */
  readonly width: number;
  readonly top: number;
  readonly base: number;
}

/** What tells most about one sub-action, at the right end of its head: the first text that has room, and a gauge. */
export interface JointFigure {
  /** The longest first. */
  readonly texts: readonly string[];
  /** In [0, 1]. */
  readonly gauge?: number;
}

/** A way to draw a decision along every sub-action; one file in this folder, listed in `index.ts`. */
export interface JointPlot {
  /** Whether the decision has what it takes. */
  suits(decision: Decision): boolean;
  /** CSS pixels. */
  height(decision: Decision): number;
  /** One line on how to read it. */
  caption(decision: Decision): string;
  /** Whether the proposals are drawn as ticks below it. */
  readonly hasTicks: boolean;
  paint(context: CanvasRenderingContext2D, box: PlotBox, picture: JointsPicture, d: number, ink: Ink): void;
  figure(picture: JointsPicture, d: number): JointFigure | null;
  /** Lines about a choice that is pointed at. */
  tip(picture: JointsPicture, d: number, choice: number): string[];
}
