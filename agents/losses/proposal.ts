import * as tf from '../tf.ts';

/**
 * What trains AQL's proposal (arXiv 2001.08116, section 3): maximum likelihood of the best candidate, less an entropy
 * bonus.
 *
 * @param logProbabilities log pi_d(k | a*_<d, s) of every choice, [B, Σ choices], given the best candidate
 * @param oneHotBest the choices of the best candidate a*, [B, Σ choices]
 * @returns `negativeLogLikelihood` [B] = −log pi(a*|s), and `entropy` [B], the sum over sub-actions of the entropies of
 *   pi_d(· | a*_<d, s): the conditional entropies along a*.
 */
export function proposalTerms(
  logProbabilities: tf.Tensor,
  oneHotBest: tf.Tensor,
): { negativeLogLikelihood: tf.Tensor; entropy: tf.Tensor } {
  return {
    negativeLogLikelihood: tf.neg(tf.sum(tf.mul(logProbabilities, oneHotBest), 1)),
    entropy: tf.neg(tf.sum(tf.mul(tf.exp(logProbabilities), logProbabilities), 1)),
  };
}
