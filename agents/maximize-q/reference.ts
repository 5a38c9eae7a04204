import * as tf from '../tf.ts';
import type {
  CriticInputs,
  MaximizeQDetails,
  MaximizeQInputs,
  MaximizeQOutputs,
  ProposalInputs,
  UniformOutputs,
} from './maximize-q.ts';
import type { Sizes } from './shapes.ts';

/** Rows (candidates of all states together) in flight at once: about 10 MB at H = 300. */
const CHUNK_ROWS = 8192;

/** {@link maximizeQ} composed of plain tfjs operations: for backends without the fused kernel, and its oracle. */
export function composeMaximizeQ(
  inputs: CriticInputs & Partial<ProposalInputs>,
  sizes: Sizes,
  details: boolean,
): UniformOutputs | MaximizeQOutputs | MaximizeQDetails {
  const axis = sizes.ownUniform ? 1 : 0;
  const uniformQ = inChunks(inputs.uniformActions, axis, sizes, (candidates) => score(inputs, sizes, candidates));
  const uniformMax = tf.max(uniformQ, 1);
  if (!hasProposal(inputs)) {
    const action = bestAction(sizes, [inputs.uniformActions], uniformQ);
    const best = { action, q: uniformMax, uniformMax };
    return details ? { ...best, uniformQ } : best;
  }
  const proposals = inChunks(inputs.proposalNoise, 1, sizes, (noise) => sample(inputs, sizes, noise));
  const proposalQ = inChunks(proposals, 1, sizes, (candidates) => score(inputs, sizes, candidates));
  const proposalMax = tf.max(proposalQ, 1);
  const action = bestAction(sizes, [proposals, inputs.uniformActions], tf.concat([proposalQ, uniformQ], 1));
  const best = { action, q: tf.maximum(proposalMax, uniformMax), proposalMax, uniformMax };
  return details ? { ...best, proposals, proposalQ, uniformQ } : best;
}

function hasProposal(inputs: CriticInputs & Partial<ProposalInputs>): inputs is MaximizeQInputs {
  return inputs.proposalNoise !== undefined;
}

/** Maps a few candidates of every state at a time: slices along `axis` in, results joined along axis 1. */
function inChunks(x: tf.Tensor, axis: number, { states }: Sizes, map: (part: tf.Tensor) => tf.Tensor): tf.Tensor {
  const count = x.shape[axis]!;
  const size = Math.max(1, Math.floor(CHUNK_ROWS / states));
  const sizes = Array.from({ length: Math.ceil(count / size) }, (_, i) => Math.min(size, count - i * size));
  const results = sizes.map((length, i) => {
    const begin = x.shape.map((_, a) => (a === axis ? i * size : 0));
    const extent = x.shape.map((whole, a) => (a === axis ? length : whole));
    return tf.tidy(() => map(tf.slice(x, begin, extent)));
  });
  return results.length === 1 ? results[0]! : tf.concat(results, 1);
}

/** Samples of the proposal by inverse CDF. @param noise [B, n, D] @returns int32 [B, n, D] */
function sample({ proposalBase, prefixTable, headWeights, headBias }: ProposalInputs, sizes: Sizes, noise: tf.Tensor) {
  const { states, dimensions, hidden, bins, firstRows } = sizes;
  const count = noise.shape[1]!;
  let prefix: tf.Tensor = tf.zeros([states * count, hidden]);
  const chosen = bins.map((size, d) => {
    const base = tf.slice(proposalBase, [0, d * hidden], [states, hidden]);
    const sum = tf.add(tf.reshape(base, [states, 1, hidden]), tf.reshape(prefix, [states, count, hidden]));
    const features = tf.reshape(tf.relu(sum), [states * count, hidden]);
    const weights = tf.slice(headWeights, [0, firstRows[d]!], [hidden, size]);
    const bias = tf.slice(headBias, [firstRows[d]!], [size]);
    const probabilities = tf.softmax(tf.add(tf.matMul(features as tf.Tensor2D, weights as tf.Tensor2D), bias));
    const cumulative = tf.slice(tf.cumsum(probabilities, 1), [0, 0], [states * count, size - 1]);
    const threshold = tf.reshape(tf.slice(noise, [0, 0, d], [states, count, 1]), [states * count, 1]);
    const bin = tf.sum(tf.cast(tf.lessEqual(cumulative, threshold), 'int32'), 1);
    if (d < dimensions - 1) prefix = tf.add(prefix, rowsOf(prefixTable, firstRows[d]!, size, bin));
    return tf.reshape(bin, [states, count]);
  });
  return tf.cast(tf.stack(chosen, 2), 'int32');
}

/** Q of candidates. @param candidates int32 [n, D] of all states, or [B, n, D] @returns [B, n] */
function score(inputs: CriticInputs, sizes: Sizes, candidates: tf.Tensor): tf.Tensor {
  const { stateEmbedding, actionTable, outputWeights, outputBias } = inputs;
  const { states, embedding, bins, firstRows } = sizes;
  const count = candidates.shape.at(-2)!;
  const parts = tf.unstack(candidates, -1).map((bin, d) => {
    return rowsOf(actionTable, firstRows[d]!, bins[d]!, tf.reshape(bin, [-1]));
  });
  const actionEmbedding = tf.reshape(tf.addN(parts), [-1, count, embedding]);
  const hidden = tf.relu(tf.add(tf.reshape(stateEmbedding, [states, 1, embedding]), actionEmbedding));
  const weights = tf.reshape(outputWeights, [embedding, 1]) as tf.Tensor2D;
  const q = tf.matMul(tf.reshape(hidden, [states * count, embedding]) as tf.Tensor2D, weights);
  return tf.reshape(tf.add(q, outputBias), [states, count]);
}

/** The table rows of one sub-action's bins, [n] → [n, width]; a one-hot product is faster than a gather. */
function rowsOf(table: tf.Tensor, first: number, size: number, bin: tf.Tensor): tf.Tensor {
  const width = table.shape[1]!;
  const rows = tf.slice(table, [first, 0], [size, width]) as tf.Tensor2D;
  const isBin = tf.equal(tf.expandDims(bin, 1), tf.range(0, size, 1, 'int32'));
  return tf.matMul(tf.cast(isBin, 'float32') as tf.Tensor2D, rows);
}

/**
 * The candidate with the largest Q, NaN passed over; picked by a one-hot product, exact for bins below 2^24.
 * @param candidates lists of candidates, [n, D] of all states or [B, n, D] @param q of all of them, [B, Σ n]
 */
function bestAction({ states, dimensions }: Sizes, candidates: readonly tf.Tensor[], q: tf.Tensor): tf.Tensor {
  const lowest = tf.fill(q.shape, -3.4e38);
  const best = tf.cast(tf.oneHot(tf.argMax(tf.where(tf.isNaN(q), lowest, q), 1), q.shape[1]!), 'float32');
  const counts = candidates.map((list) => list.shape.at(-2)!);
  const picked = tf.split(best, counts, 1).map((isBest, i) => {
    const list = tf.cast(candidates[i]!, 'float32');
    const own = list.rank === 3 ? list : tf.tile(tf.expandDims(list, 0), [states, 1, 1]);
    return tf.matMul(tf.expandDims(isBest, 1), own);
  });
  return tf.cast(tf.reshape(tf.addN(picked), [states, dimensions]), 'int32');
}
