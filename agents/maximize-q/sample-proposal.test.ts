import { it } from 'vitest';
import { expectClose } from '../engine/testing/compare.ts';
import { expectFrequencies } from '../testing/chi-square.ts';
import * as tf from '../tf.ts';
import { sampleProposal } from './sample-proposal.ts';
import { sizesOf } from './shapes.ts';

const INTERVALS = 20;
it('a density by hand', () => {
  // Half of the probability in the first interval, a quarter in each of the last two.
  const logits = Array.from({ length: INTERVALS }, (_, k) =>
    k === 0 ? Math.log(0.5) : k >= 18 ? Math.log(0.25) : -99,
  );
  const noise = [0, 0.25, 0.5 - 1e-7, 0.625, 0.75, 0.875, 1 - 2 ** -24];
  const values = tf.tidy(() => sampleOne(logits, noise));
  expectClose(values, [-1, -0.95, -0.9, 0.85, 0.9, 0.95, 1], 'values', 1e-4);
});

it('samples follow the density: chi-square over half intervals', () => {
  const shares = Array.from({ length: INTERVALS }, (_, k) => 1 + (k % 5));
  const total = shares.reduce((sum, share) => sum + share, 0);
  const count = 20_000;
  const noise = Array.from({ length: count }, (_, i) => (i * 0.618_033_988_75) % 1);
  const values = tf.tidy(() => sampleOne(shares.map(Math.log), noise));
  const counts = Array<number>(2 * INTERVALS).fill(0);
  for (const value of values) counts[Math.min(39, Math.floor((value + 1) * INTERVALS))]!++;
  expectFrequencies(
    counts,
    shares.flatMap((share) => [share / total / 2, share / total / 2]),
  );
});

/** Samples of one continuous sub-action whose head gives these logits. */
function sampleOne(logits: readonly number[], noise: readonly number[]): number[] {
  const inputs = {
    stateEmbedding: tf.zeros([1, 1]),
    actionTable: tf.zeros([11, 1]),
    outputWeights: tf.zeros([1]),
    outputBias: tf.zeros([1]),
    uniformActions: tf.zeros([1, 1]),
    proposalBase: tf.zeros([1, 1]),
    prefixTable: tf.zeros([11, 1]),
    headWeights: tf.zeros([1, INTERVALS]),
    headBias: tf.tensor1d([...logits]),
    proposalNoise: tf.tensor3d([...noise], [1, noise.length, 1]),
  };
  return [...sampleProposal(inputs, sizesOf(inputs, [0]), inputs.proposalNoise).dataSync()];
}
