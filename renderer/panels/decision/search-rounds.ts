import type { Decision } from '../../../contracts/stream.ts';

/** Candidates that an agent drew at once on its search, and what they are worth. */
export interface SearchRound {
  /** Index of its first candidate. */
  readonly first: number;
  /** [samples · D]. */
  readonly actions: Float32Array;
  /** [samples]. */
  readonly q: Float32Array;
}

/** Whether the agent came to its candidates by a search, round after round. */
export const isSearch = ({ searchMean }: Decision): boolean => searchMean.length > 0;

/** Rounds of a search after the first one, which draws uniformly. */
export const laterRounds = ({ searchMean, greedy }: Decision): number => searchMean.length / greedy.length;

/** The rounds of a search, the uniform one first. */
export function searchRounds(decision: Decision): SearchRound[] {
  const { proposals, proposalQ, uniform, uniformQ, greedy } = decision;
  const samples = proposalQ.length / laterRounds(decision);
  const later = Array.from({ length: laterRounds(decision) }, (_, r) => ({
    first: r * samples,
    actions: proposals.subarray(r * samples * greedy.length, (r + 1) * samples * greedy.length),
    q: proposalQ.subarray(r * samples, (r + 1) * samples),
  }));
  return [{ first: proposalQ.length, actions: uniform, q: uniformQ }, ...later];
}
