import type { Decision } from '../../../contracts/stream.ts';

/*
 * The candidates of a decision under one index, which ghosts use too: its N proposals, then its M uniform ones.
 */

export const candidateCount = (decision: Decision): number => decision.proposalQ.length + decision.uniformQ.length;

export const isProposal = (decision: Decision, candidate: number): boolean => candidate < decision.proposalQ.length;

export function candidateQ({ proposalQ, uniformQ }: Decision, candidate: number): number {
  return candidate < proposalQ.length ? proposalQ[candidate]! : uniformQ[candidate - proposalQ.length]!;
}

/** Its bin indices [D], as a view. */
export function candidateAction(decision: Decision, candidate: number): Int32Array {
  const { proposals, proposalQ, uniform, executed } = decision;
  const dimensions = executed.length;
  const [actions, row] = isProposal(decision, candidate)
    ? [proposals, candidate]
    : [uniform, candidate - proposalQ.length];
  return actions.subarray(row * dimensions, (row + 1) * dimensions);
}

/** As a person knows it: "proposal 17", counted from 1 in its own group. */
export function candidateName(decision: Decision, candidate: number): string {
  return isProposal(decision, candidate)
    ? `proposal ${candidate + 1}`
    : `uniform ${candidate - decision.proposalQ.length + 1}`;
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

/** The candidate of the highest Q among those whose sub-action `dimension` is `bin`; null if none has it. */
export function bestWith(decision: Decision, dimension: number, bin: number): number | null {
  const dimensions = decision.executed.length;
  const { proposals, uniform, proposalQ } = decision;
  let best: number | null = null;
  for (let candidate = 0; candidate < candidateCount(decision); candidate++) {
    const row = candidate - proposalQ.length;
    const action = row < 0 ? proposals[candidate * dimensions + dimension] : uniform[row * dimensions + dimension];
    if (action !== bin) continue;
    if (best === null || candidateQ(decision, candidate) > candidateQ(decision, best)) best = candidate;
  }
  return best;
}

/** All candidates, from the highest Q down. */
export function byQ(decision: Decision): number[] {
  const all = Array.from({ length: candidateCount(decision) }, (_, candidate) => candidate);
  return all.sort((a, b) => candidateQ(decision, b) - candidateQ(decision, a));
}
