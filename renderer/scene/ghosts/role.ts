import type { Decision } from '../../../contracts/stream.ts';

/** What became of a candidate. The best one that was also done counts as executed. */
export type GhostRole = 'executed' | 'greedy' | 'other';

export function roleOf(decision: Decision, candidate: number): GhostRole {
  if (isCandidate(decision, candidate, decision.executed)) return 'executed';
  return isCandidate(decision, candidate, decision.greedy) ? 'greedy' : 'other';
}

/** Whether the candidate is this action. Candidates are the N proposals, then the uniform ones. */
function isCandidate({ proposals, uniform }: Decision, candidate: number, action: Float32Array): boolean {
  const dimensions = action.length;
  const isProposal = candidate * dimensions < proposals.length;
  const actions = isProposal ? proposals : uniform;
  const start = candidate * dimensions - (isProposal ? 0 : proposals.length);
  for (let d = 0; d < dimensions; d++) if (actions[start + d] !== action[d]) return false;
  return true;
}
