import type { Decision } from '../stream.ts';

const nothing = new Float32Array();

/** A decision that has these fields and nothing else, of one sub-action unless they say otherwise. */
export const decisionOf = (fields: Partial<Decision>): Decision => ({
  measure: 'q',
  proposals: nothing,
  proposalQ: nothing,
  searchMean: nothing,
  searchDeviation: nothing,
  uniform: nothing,
  uniformQ: nothing,
  marginals: nothing,
  entropy: nothing,
  utilities: nothing,
  slices: nothing,
  stateValue: null,
  greedy: new Float32Array(1),
  greedyQ: 0,
  executed: new Float32Array(1),
  ghosts: [],
  ...fields,
});
