import type { ActionSpec } from '../../../../contracts/spec.ts';
import { decisionOf } from '../../../../contracts/testing/decision.ts';

/** Two joints of three and five bins. */
export const twoJoints: ActionSpec = [
  { name: 'pan', unit: 'rad', low: -0.1, high: 0.1, bins: 3 },
  { name: 'lift', unit: 'rad', low: 0, high: 2, bins: 5 },
];

/** Three proposals, two uniform candidates; exploring. */
export const smallDecision = decisionOf({
  proposals: Float32Array.of(0, 4, 0, 1, 2, 4),
  proposalQ: Float32Array.of(1, 3, 2),
  uniform: Float32Array.of(1, 0, 2, 1),
  uniformQ: Float32Array.of(-1, 2.5),
  marginals: Float32Array.of(0.5, 0.25, 0.25, 0.1, 0.4, 0.1, 0.1, 0.3),
  entropy: Float32Array.of(1.04, 1.41),
  greedy: Float32Array.of(0, 1),
  greedyQ: 3,
  executed: Float32Array.of(1, 1),
});

/** A search of two rounds after the uniform one, two samples each. */
export const smallSearch = decisionOf({
  proposals: Float32Array.of(0, 1, 1, 2, 1, 1, 1, 3),
  proposalQ: Float32Array.of(1, 2, 3, 4),
  searchMean: Float32Array.of(0.5, 1.5, 1, 2),
  searchDeviation: Float32Array.of(0.5, 2, 0, 1),
  uniform: Float32Array.of(2, 4, 0, 0),
  uniformQ: Float32Array.of(-1, 0),
  greedy: Float32Array.of(1, 3),
  greedyQ: 4,
  executed: Float32Array.of(1, 3),
});
