import { zeroForNaN } from '../nets/not-a-number.ts';
import { encodeActions, productOfBins } from '../nets/product-space.ts';
import { sampleBin } from '../nets/sample-bin.ts';
import * as tf from '../tf.ts';
import type { ProposalInputs } from './maximize-q.ts';
import type { Sizes } from './shapes.ts';

/** Samples of the proposal by inverse CDF, one sub-action after the other. @param noise [B, n, D] @returns [B, n, D] */
export function sampleProposal(
  { proposalBase, prefixTable, headWeights, headBias }: ProposalInputs,
  { states, dimensions, hidden, product }: Sizes,
  noise: tf.Tensor,
): tf.Tensor {
  const { bins, features, choices } = product;
  const count = noise.shape[1]!;
  let prefix: tf.Tensor = tf.zeros([states * count, hidden]);
  const chosen = bins.map((size, d) => {
    const base = tf.slice(proposalBase, [0, d * hidden], [states, hidden]);
    const sum = tf.add(tf.reshape(base, [states, 1, hidden]), tf.reshape(prefix, [states, count, hidden]));
    const units = tf.reshape(tf.relu(sum), [states * count, hidden]);
    const weights = tf.slice(headWeights, [0, choices.offsets[d]!], [hidden, choices.counts[d]!]);
    const bias = tf.slice(headBias, [choices.offsets[d]!], [choices.counts[d]!]);
    const probabilities = tf.softmax(tf.add(tf.matMul(units as tf.Tensor2D, weights as tf.Tensor2D), bias));
    const threshold = tf.reshape(tf.slice(noise, [0, 0, d], [states, count, 1]), [states * count, 1]);
    const value = size > 0 ? sampleBin(probabilities, threshold) : sampleDensity(probabilities, threshold);
    if (d < dimensions - 1) {
      const rows = tf.slice(prefixTable, [features.offsets[d]!, 0], [features.counts[d]!, hidden]) as tf.Tensor2D;
      prefix = tf.add(prefix, tf.matMul(encodeActions(productOfBins([size]), value) as tf.Tensor2D, rows));
    }
    return tf.reshape(value, [states, count]);
  });
  return tf.stack(chosen, 2);
}

/**
 * Where the noise lies in an interval's share of [0, 1), there the value lies in the interval: the CDF of a density that
 * is constant on equal intervals of [-1, 1] rises linearly in each. @returns [n, 1]
 */
function sampleDensity(probabilities: tf.Tensor, noise: tf.Tensor): tf.Tensor {
  const intervals = probabilities.shape[1]!;
  const interval = sampleBin(probabilities, noise);
  const isChosen = tf.cast(tf.equal(interval, tf.range(0, intervals)), 'float32');
  const share = tf.sum(tf.mul(isChosen, probabilities), 1, true);
  const before = tf.sum(tf.mul(isChosen, tf.cumsum(probabilities, 1, true)), 1, true);
  const within = tf.clipByValue(tf.div(tf.sub(noise, before), share), 0, 1);
  const place = tf.add(interval, zeroForNaN(within));
  return tf.clipByValue(tf.sub(tf.mul(place, 2 / intervals), 1), -1, 1);
}
