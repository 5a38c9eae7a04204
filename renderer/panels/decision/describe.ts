import type { ActionSpec } from '../../../contracts/spec.ts';
import type { Decision } from '../../../contracts/stream.ts';
import { measureName } from '../../format/measure-name.ts';
import { candidateQ, indexOfMax } from './candidates.ts';
import { valueText } from './choices.ts';
import { countOf, difference, signed } from './numbers.ts';
import { isSearch, searchRounds } from './search-rounds.ts';
import { candidateName, proposalWord } from './words.ts';

/** An action in words: "shoulder_pan +0.020 rad, …". */
export function actionText(action: ActionSpec, values: Float32Array): string {
  return action
    .map((dimension, d) => `${dimension.name} ${valueText(dimension, values[d]!)} ${dimension.unit}`)
    .join(', ');
}

/** A candidate and its measure: "proposal 17  Q 8.2930". */
export function candidateTip(decision: Decision, candidate: number): string {
  const measure = signed(candidateQ(decision, candidate), 4);
  return `${candidateName(decision, candidate)}  ${measureName(decision)} ${measure}`;
}

/** A candidate and how good it is: "proposal 17: Q 8.2930, −0.1130 to the policy's choice". */
export function candidateText(decision: Decision, candidate: number): string {
  const q = candidateQ(decision, candidate);
  const name = `${candidateName(decision, candidate)}: ${measureName(decision)} ${signed(q, 4)}`;
  return `${name}, ${difference(q - decision.greedyQ, 4)} to the policy's choice`;
}

/** What the panel shows, for those who hear it. */
export function decisionSummary(decision: Decision, action: ActionSpec): string {
  const { greedy, executed, stateValue, entropy } = decision;
  const isGreedy = greedy.every((value, d) => value === executed[d]);
  return [
    ...(stateValue === null ? [] : [`Value of the state ${signed(stateValue, 3)}.`]),
    isSearch(decision) ? searchText(decision) : groupsText(decision),
    `Executed: ${isGreedy ? "the policy's choice" : 'an exploring action'}, ${actionText(action, executed)}.`,
    ...(entropy.length > 0 ? [entropyText(decision, action)] : []),
  ].join(' ');
}

function groupsText(decision: Decision): string {
  const { proposalQ, uniformQ } = decision;
  const measure = measureName(decision);
  const [bestProposal, bestUniform] = [bestOf(proposalQ), bestOf(uniformQ)];
  const hasProposals = proposalQ.length > 0;
  const hasUniform = uniformQ.length > 0;
  return [
    ...(hasProposals
      ? [`Best of ${countOf(proposalQ.length, proposalWord(decision))}: ${measure} ${signed(bestProposal, 3)}.`]
      : []),
    ...(hasUniform ? [`Best of ${uniformQ.length} uniform candidates: ${measure} ${signed(bestUniform, 3)}.`] : []),
    ...(hasProposals && hasUniform ? [`Gap ${difference(bestProposal - bestUniform, 3)}.`] : []),
  ].join(' ');
}

function searchText(decision: Decision): string {
  const best = searchRounds(decision).map(({ q }) => signed(bestOf(q), 3));
  return `Best Q of the search, round after round: ${best.join(', ')}.`;
}

const bestOf = (q: Float32Array): number => q[indexOfMax(q)] ?? NaN;

function entropyText({ entropy }: Decision, action: ActionSpec): string {
  const entropies = action.map(({ name }, d) => `${name} ${entropy[d]!.toFixed(2)}`);
  return `Entropy, nat: ${entropies.join(', ')}.`;
}
