import { actionValue, choiceCount, choiceOf, type ActionSpec, type DimensionSpec } from '../../../contracts/spec.ts';
import type { Decision } from '../../../contracts/stream.ts';

/** Where each sub-action's choices begin in `Decision.marginals`, [D + 1]; the last entry is their total. */
export function choiceOffsets(action: ActionSpec): number[] {
  const offsets = [0];
  for (const dimension of action) offsets.push(offsets.at(-1)! + choiceCount(dimension));
  return offsets;
}

/** How many proposals made each choice, into `counts` [Σ K_d]. */
export function countSamples(
  { proposals }: Decision,
  action: ActionSpec,
  offsets: readonly number[],
  counts: Uint16Array,
): void {
  counts.fill(0);
  for (let i = 0; i < proposals.length; i++) {
    const d = i % action.length;
    counts[offsets[d]! + choiceOf(action[d]!, proposals[i]!)]!++;
  }
}

/**
 * Heights of a sub-action's bars, from 0 to 1: its probabilities, or its utilities above the least of them; empty if the
 * agent has neither.
 */
export function barHeights({ marginals, utilities }: Decision, first: number, end: number): number[] {
  if (marginals.length > 0) {
    const own = [...marginals.subarray(first, end)];
    const full = fullHeight(Math.max(...own), own.length);
    return own.map((probability) => probability / full);
  }
  const own = [...utilities.subarray(first, end)];
  const [least, most] = [Math.min(...own), Math.max(...own)];
  return own.map((utility) => (most > least ? (utility - least) / (most - least) : 0));
}

/**
 * The probability that fills a row's height: the peak, but no less than twice that of a uniform distribution, so that
 * one near uniform looks flat instead of having its noise enlarged.
 */
export function fullHeight(peak: number, choices: number): number {
  return Math.max(peak, 2 / choices);
}

/** A physical value as text, with its sign and the decimals that tell neighbouring choices apart: "+0.012". */
export function valueText(dimension: DimensionSpec, action: number): string {
  const step = (dimension.high - dimension.low) / (choiceCount(dimension) - 1);
  const decimals = Math.min(6, Math.max(0, 1 - Math.floor(Math.log10(step))));
  const text = actionValue(dimension, action).toFixed(decimals);
  if (Number(text) === 0) return text.replace('-', '');
  return text.startsWith('-') ? text.replace('-', '−') : `+${text}`;
}
