import type { ParameterSpec } from '../../contracts/agent.ts';
import type { CriticInputs } from '../maximize-q/maximize-q.ts';
import * as tf from '../tf.ts';
import { dense, denseSpecs } from './dense.ts';
import type { Parameters } from './parameters.ts';
import type { ProductSpace } from './product-space.ts';

/**
 * The critic of the paper (arXiv 2001.08116, figure 1): a state branch and an action branch, summed.
 *
 *     embedding = relu(FC(s))
 *     Q(s, a)   = w · relu(FC(embedding) + T x(a)) + b
 *
 * x are the action's features. The state branch runs once per state; a candidate then costs look-ups in T, adds and a
 * dot product.
 */
export function summedCriticSpecs(
  observationSize: number,
  space: ProductSpace,
  [embeddingUnits, hiddenUnits]: readonly [number, number],
): ParameterSpec[] {
  return [
    ...denseSpecs('embedding', observationSize, embeddingUnits, 2),
    ...denseSpecs('critic/state', embeddingUnits, hiddenUnits, 1),
    // Small at first, so that Q hardly prefers any action: what it came to prefer by chance would have to be unlearned.
    { name: 'critic/action', shape: [space.features.total, hiddenUnits], fanIn: space.bins.length, gain: 0.01 },
    { name: 'critic/output', shape: [hiddenUnits, 1], fanIn: hiddenUnits, gain: 1 },
    { name: 'critic/bias', shape: [1], fanIn: 1, gain: 0 },
  ];
}

/** The state embedding that critic and proposal share, [B, S] → [B, embeddingUnits]. */
export function embed(parameters: Parameters, observation: tf.Tensor): tf.Tensor {
  return tf.relu(dense(parameters, 'embedding', observation));
}

/** The critic's state branch before the sum, [B, embeddingUnits] → [B, hiddenUnits]. */
export function stateBranch(parameters: Parameters, embedding: tf.Tensor): tf.Tensor {
  return dense(parameters, 'critic/state', embedding);
}

/** Q of one action per state. @param features of the actions, [B, Σ features] @returns [B] */
export function summedCritic(parameters: Parameters, embedding: tf.Tensor, features: tf.Tensor): tf.Tensor {
  const actionBranch = tf.matMul(features as tf.Tensor2D, parameters['critic/action'] as tf.Tensor2D);
  const hidden = tf.relu(tf.add(stateBranch(parameters, embedding), actionBranch));
  const q = tf.add(
    tf.matMul(hidden as tf.Tensor2D, parameters['critic/output'] as tf.Tensor2D),
    parameters['critic/bias']!,
  );
  return tf.reshape(q, [-1]);
}

/** What {@link maximizeQ} needs of the critic in these states. */
export function criticOperands(parameters: Parameters, embedding: tf.Tensor): Omit<CriticInputs, 'uniformActions'> {
  return {
    stateEmbedding: stateBranch(parameters, embedding),
    actionTable: parameters['critic/action']!,
    outputWeights: tf.reshape(parameters['critic/output']!, [-1]),
    outputBias: parameters['critic/bias']!,
  };
}
