import type { Component } from 'vue';
import type { Decision } from '../../../../contracts/stream.ts';
import { candidateCount } from '../candidates.ts';
import { isSearch } from '../search-rounds.ts';
import JointsView from './JointsView.vue';
import QHistogramView from './QHistogramView.vue';
import SearchRoundsView from './SearchRoundsView.vue';

interface CandidatesView {
  readonly component: Component;
  /** Whether the decision has what the view shows. */
  suits(decision: Decision): boolean;
}

/** Ways to compare candidates by their Q; the first that suits is shown. */
const candidatesViews: readonly CandidatesView[] = [
  { component: SearchRoundsView, suits: isSearch },
  { component: QHistogramView, suits: (decision) => candidateCount(decision) > 0 },
];

/** The views of a decision: of its candidates, if it has any, and of its sub-actions. */
export function viewsOf(decision: Decision): { readonly candidates: Component | null; readonly joints: Component } {
  const candidates = candidatesViews.find(({ suits }) => suits(decision))?.component ?? null;
  return { candidates, joints: JointsView };
}
