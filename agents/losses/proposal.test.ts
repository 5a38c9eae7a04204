import { describe, expect, it } from 'vitest';
import { expectClose } from '../engine/testing/compare.ts';
import { finiteDifferences, gradient } from '../testing/finite-differences.ts';
import { discreteActions } from '../testing/spaces.ts';
import { logSoftmaxPerDimension, productSpace } from '../nets/product-space.ts';
import * as tf from '../tf.ts';
import { proposalTerms } from './proposal.ts';

/** Two sub-actions, of 2 and 3 bins; two states, whose best candidates are (1, 0) and (0, 2). */
const probabilities = [
  [0.25, 0.75, 0.5, 0.3, 0.2],
  [0.9, 0.1, 1 / 3, 1 / 3, 1 / 3],
];
const best = [
  [0, 1, 1, 0, 0],
  [1, 0, 0, 0, 1],
];

describe('proposalTerms', () => {
  const terms = proposalTerms(tf.log(tf.tensor2d(probabilities)), tf.tensor2d(best));

  it('sums the log-probabilities of the best choices', () => {
    const expected = [-Math.log(0.75) - Math.log(0.5), -Math.log(0.9) - Math.log(1 / 3)];
    expectClose(terms.negativeLogLikelihood.dataSync(), expected, 'negative log-likelihood');
  });

  it("sums the sub-actions' entropies", () => {
    const entropy = (row: number[]) => row.reduce((sum, p) => sum - p * Math.log(p), 0);
    expectClose(terms.entropy.dataSync(), probabilities.map(entropy), 'entropy');
  });

  it('stays finite where a choice has all the probability', () => {
    const space = productSpace(discreteActions([2]));
    const logMu = logSoftmaxPerDimension(space, tf.tensor2d([[200, 0]]));
    const { negativeLogLikelihood, entropy } = proposalTerms(logMu, tf.tensor2d([[1, 0]]));
    expect(negativeLogLikelihood.dataSync()[0]).toBeCloseTo(0);
    expect(entropy.dataSync()[0]).toBeCloseTo(0);
  });

  it('has the gradient of its finite differences', () => {
    const space = productSpace(discreteActions([2, 3]));
    const loss = (logits: tf.Tensor) => {
      const oneHot = tf.tensor2d(best.slice(0, 1));
      const terms = proposalTerms(logSoftmaxPerDimension(space, tf.reshape(logits, [1, 5])), oneHot);
      return tf.sum(tf.sub(terms.negativeLogLikelihood, tf.mul(terms.entropy, 0.3)));
    };
    const logits = [0.4, -1, 0.1, 2, -0.6];
    expectClose(gradient(loss, logits), finiteDifferences(loss, logits), 'gradient', 1e-3);
  });
});
