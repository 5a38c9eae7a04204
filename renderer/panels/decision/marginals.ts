import { actionValue, type ActionSpec, type DimensionSpec } from '../../../contracts/spec.ts';
import type { Decision } from '../../../contracts/stream.ts';

/** Where each sub-action's bins begin in `Decision.marginals`, [D + 1]; the last entry is their total. */
export function binOffsets(action: ActionSpec): number[] {
  const offsets = [0];
  for (const { bins } of action) offsets.push(offsets.at(-1)! + bins!);
  return offsets;
}

/** How many proposals chose each bin, into `counts` [Σ K_d]. */
export function countSamples({ proposals }: Decision, offsets: readonly number[], counts: Uint16Array): void {
  counts.fill(0);
  const dimensions = offsets.length - 1;
  for (let i = 0; i < proposals.length; i++) counts[offsets[i % dimensions]! + proposals[i]!]!++;
}

/** The largest probability of a sub-action's marginal. */
export function peakOf(marginals: Float32Array, first: number, end: number): number {
  let peak = 0;
  for (let i = first; i < end; i++) peak = Math.max(peak, marginals[i]!);
  return peak;
}

/**
 * The probability that fills a row's height: the peak, but no less than twice that of a uniform distribution, so that
 * one near uniform looks flat instead of having its noise enlarged.
 */
export function fullHeight(peak: number, bins: number): number {
  return Math.max(peak, 2 / bins);
}

/** A physical value as text, with its sign and the decimals that tell neighbouring bins apart: "+0.012". */
export function valueText(dimension: DimensionSpec, bin: number): string {
  const step = (dimension.high - dimension.low) / (dimension.bins! - 1);
  const decimals = Math.min(6, Math.max(0, 1 - Math.floor(Math.log10(step))));
  const text = actionValue(dimension, bin).toFixed(decimals);
  if (Number(text) === 0) return text.replace('-', '');
  return text.startsWith('-') ? text.replace('-', '−') : `+${text}`;
}
