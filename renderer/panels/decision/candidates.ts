import { choiceOf, type ActionSpec } from '../../../contracts/spec.ts';
import type { Decision } from '../../../contracts/stream.ts';

/*
 * The candidates of a decision under one index, which ghosts use too: its N proposals, then its M uniform ones.
 */

export const candidateCount = (decision: Decision): number => decision.proposalQ.length + decision.uniformQ.length;

export const isProposal = (decision: Decision, candidate: number): boolean => candidate < decision.proposalQ.length;

export function candidateQ({ proposalQ, uniformQ }: Decision, candidate: number): number {
  return candidate < proposalQ.length ? proposalQ[candidate]! : uniformQ[candidate - proposalQ.length]!;
}

/** Its action [D], as a view. */
export function candidateAction(decision: Decision, candidate: number): Float32Array {
  const { proposals, proposalQ, uniform, executed } = decision;
  const dimensions = executed.length;
  const [actions, row] = isProposal(decision, candidate)
    ? [proposals, candidate]
    : [uniform, candidate - proposalQ.length];
  return actions.subarray(row * dimensions, (row + 1) * dimensions);
}

/** Index of the largest value, passing over NaN; -1 if there is none. */
export function indexOfMax(values: Float32Array): number {
  let best = -1;
  for (let i = 0; i < values.length; i++) if (values[i]! > (values[best] ?? -Infinity)) best = i;
  return best;
}

/** Index of the value nearest to `value`, passing over NaN; -1 if there is none. */
export function indexOfNearest(values: Float32Array, value: number): number {
  let nearest = -1;
  let least = Infinity;
  for (let i = 0; i < values.length; i++) {
    const distance = Math.abs(values[i]! - value);
    if (distance < least) [nearest, least] = [i, distance];
  }
  return nearest;
}

/** The candidate of the highest Q among those that make this choice of sub-action d; null if none does. */
export function bestWith(decision: Decision, action: ActionSpec, d: number, choice: number): number | null {
  const { proposals, uniform, proposalQ } = decision;
  let best: number | null = null;
  for (let candidate = 0; candidate < candidateCount(decision); candidate++) {
    const row = candidate - proposalQ.length;
    const value = row < 0 ? proposals[candidate * action.length + d] : uniform[row * action.length + d];
    if (choiceOf(action[d]!, value!) !== choice) continue;
    if (best === null || candidateQ(decision, candidate) > candidateQ(decision, best)) best = candidate;
  }
  return best;
}

/** All candidates, from the highest Q down. */
export function byQ(decision: Decision): number[] {
  const all = Array.from({ length: candidateCount(decision) }, (_, candidate) => candidate);
  return all.sort((a, b) => candidateQ(decision, b) - candidateQ(decision, a));
}
