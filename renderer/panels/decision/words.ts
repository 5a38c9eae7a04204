import type { Decision } from '../../../contracts/stream.ts';
import { isProposal } from './candidates.ts';
import { isSearch, laterRounds } from './search-rounds.ts';

/** What the agent's own candidates are called. */
export const proposalWord = ({ measure }: Decision): string => (measure === 'q' ? 'proposal' : 'sample');

/** As a person knows a candidate: "proposal 17", "round 2, sample 5", counted from 1 in its own group. */
export function candidateName(decision: Decision, candidate: number): string {
  const { length } = decision.proposalQ;
  if (!isSearch(decision)) {
    return isProposal(decision, candidate)
      ? `${proposalWord(decision)} ${candidate + 1}`
      : `uniform ${candidate - length + 1}`;
  }
  const samples = length / laterRounds(decision);
  const round = isProposal(decision, candidate) ? Math.floor(candidate / samples) + 2 : 1;
  return `round ${round}, sample ${(round === 1 ? candidate - length : candidate % samples) + 1}`;
}
