import { actionValue, choiceCount, choiceOf, type ActionSpec, type DimensionSpec } from '../../../contracts/spec.ts';

/** Where each sub-action's choices begin in `Decision.marginals`, [D + 1]; the last entry is their total. */
export function choiceOffsets(action: ActionSpec): number[] {
  const offsets = [0];
  for (const dimension of action) offsets.push(offsets.at(-1)! + choiceCount(dimension));
  return offsets;
}

/** How many of these actions, [n · D], made each choice, [Σ K_d]. */
export function countChoices(actions: Float32Array, action: ActionSpec, offsets: readonly number[]): Uint16Array {
  const counts = new Uint16Array(offsets.at(-1)!);
  for (let i = 0; i < actions.length; i++) {
    const d = i % action.length;
    counts[offsets[d]! + choiceOf(action[d]!, actions[i]!)]!++;
  }
  return counts;
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
