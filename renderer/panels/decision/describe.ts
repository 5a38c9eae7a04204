import type { ActionSpec } from '../../../contracts/spec.ts';
import type { Decision } from '../../../contracts/stream.ts';
import { candidateName, candidateQ, indexOfMax } from './candidates.ts';
import { valueText } from './marginals.ts';
import { countOf, difference, signed } from './numbers.ts';

/** An action in words: "shoulder_pan +0.020 rad, …". */
export function actionText(action: ActionSpec, values: Float32Array): string {
  return action
    .map((dimension, d) => `${dimension.name} ${valueText(dimension, values[d]!)} ${dimension.unit}`)
    .join(', ');
}

/** A candidate and how good it is: "proposal 17: Q 8.2930, −0.1130 to the greedy one". */
export function candidateText(decision: Decision, candidate: number): string {
  const q = candidateQ(decision, candidate);
  return `${candidateName(decision, candidate)}: Q ${signed(q, 4)}, ${difference(q - decision.greedyQ, 4)} to the greedy one`;
}

/** What the panel shows, for those who hear it. */
export function decisionSummary(decision: Decision, action: ActionSpec): string {
  const { proposalQ, uniformQ, greedy, executed } = decision;
  const hasProposals = proposalQ.length > 0;
  const bestProposal = proposalQ[indexOfMax(proposalQ)] ?? NaN;
  const bestUniform = uniformQ[indexOfMax(uniformQ)] ?? NaN;
  const isGreedy = greedy.every((value, d) => value === executed[d]);
  return [
    ...(hasProposals ? [`Best of ${countOf(proposalQ.length, 'proposal')}: Q ${signed(bestProposal, 3)}.`] : []),
    `Best of ${uniformQ.length} uniform candidates: Q ${signed(bestUniform, 3)}.`,
    ...(hasProposals ? [`Gap ${difference(bestProposal - bestUniform, 3)}.`] : []),
    `Executed: ${isGreedy ? 'the best candidate' : 'an exploring action'}, ${actionText(action, executed)}.`,
    ...(decision.entropy.length > 0 ? [entropyText(decision, action)] : []),
  ].join(' ');
}

function entropyText({ entropy }: Decision, action: ActionSpec): string {
  const entropies = action.map(({ name }, d) => `${name} ${entropy[d]!.toFixed(2)}`);
  return `Entropy of the proposal, nat: ${entropies.join(', ')}.`;
}
