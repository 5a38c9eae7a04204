import * as tf from '../tf.ts';
import { bestAction } from './best-action.ts';
import type {
  CriticInputs,
  MaximizeQDetails,
  MaximizeQInputs,
  MaximizeQOutputs,
  ProposalInputs,
  UniformOutputs,
} from './maximize-q.ts';
import { sampleProposal } from './sample-proposal.ts';
import { scoreCandidates } from './score.ts';
import type { Sizes } from './shapes.ts';

/** Rows (candidates of all states together) in flight at once: about 10 MB at H = 300. */
const CHUNK_ROWS = 8192;

/** {@link maximizeQ} composed of plain tfjs operations: for backends without the fused kernel, and its oracle. */
export function composeMaximizeQ(
  inputs: CriticInputs & Partial<ProposalInputs>,
  sizes: Sizes,
  details: boolean,
): UniformOutputs | MaximizeQOutputs | MaximizeQDetails {
  const { uniformActions } = inputs;
  const axis = sizes.ownUniform ? 1 : 0;
  const score = (candidates: tf.Tensor) => scoreCandidates(inputs, sizes.product, candidates);
  const uniformQ = inChunks(uniformActions, axis, sizes, score);
  const uniformMax = tf.max(uniformQ, 1);
  if (!hasProposal(inputs)) {
    const best = { action: bestAction([uniformActions], uniformQ), q: uniformMax, uniformMax };
    return details ? { ...best, uniformQ } : best;
  }
  const proposals = inChunks(inputs.proposalNoise, 1, sizes, (noise) => sampleProposal(inputs, sizes, noise));
  const proposalQ = inChunks(proposals, 1, sizes, score);
  const proposalMax = tf.max(proposalQ, 1);
  const action = bestAction([proposals, uniformActions], tf.concat([proposalQ, uniformQ], 1));
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
