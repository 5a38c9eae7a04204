import type { ParameterSpec } from '../../contracts/agent.ts';
import type { CriticInputs } from '../maximize-q/maximize-q.ts';
import * as tf from '../tf.ts';
import type { CriticConfig } from './critic-config.ts';
import { dense, denseSpecs } from './dense.ts';
import { layerNorm, layerNormSpecs } from './layer-norm.ts';
import type { Parameters } from './parameters.ts';
import type { ProductSpace } from './product-space.ts';
import { embeddingSpecs } from './state-embedding.ts';

/**
 * The critic of the paper (arXiv 2001.08116, figure 1): a state branch and an action branch, summed.
 *
 *     Q(s, a) = w · relu(e(s) + T x(a)) + b,   e(s) = FC(embedding), or LayerNorm(FC(embedding))
 *
 * x are the action's features. The state branch e runs once per state, whatever the embedding is; a candidate then costs
 * look-ups in T, adds and a dot product. Normalised, e has the same size in every state: far from what was seen, Q
 * cannot grow without bounds (Ball, Smith, Kostrikov & Levine 2023, arXiv 2302.02948, section 4.2).
 */
export function summedCriticSpecs(config: CriticConfig, observationSize: number, space: ProductSpace): ParameterSpec[] {
  const { stateNetwork, embeddingUnits, hiddenUnits } = config;
  return [
    ...embeddingSpecs(config, observationSize),
    ...denseSpecs('critic/state', embeddingUnits, hiddenUnits, 1),
    ...(stateNetwork === 'layer-norm' ? layerNormSpecs('critic/norm', hiddenUnits) : []),
    // Small at first, so that Q hardly prefers any action: what it came to prefer by chance would have to be unlearned.
    { name: 'critic/action', shape: [space.features.total, hiddenUnits], fanIn: space.bins.length, gain: 0.01 },
    { name: 'critic/output', shape: [hiddenUnits, 1], fanIn: hiddenUnits, gain: 1 },
    { name: 'critic/bias', shape: [1], fanIn: 1, gain: 0 },
  ];
}

/** e(s), [B, embeddingUnits] → [B, hiddenUnits]. */
function stateBranch({ stateNetwork }: CriticConfig, parameters: Parameters, embedding: tf.Tensor): tf.Tensor {
  const branch = dense(parameters, 'critic/state', embedding);
  return stateNetwork === 'layer-norm' ? layerNorm(parameters, 'critic/norm', branch) : branch;
}

/** Q of one action per state. @param features of the actions, [B, Σ features] @returns [B] */
export function summedCritic(
  config: CriticConfig,
  parameters: Parameters,
  embedding: tf.Tensor,
  features: tf.Tensor,
): tf.Tensor {
  const actionBranch = tf.matMul(features as tf.Tensor2D, parameters['critic/action'] as tf.Tensor2D);
  const hidden = tf.relu(tf.add(stateBranch(config, parameters, embedding), actionBranch));
  const q = tf.add(
    tf.matMul(hidden as tf.Tensor2D, parameters['critic/output'] as tf.Tensor2D),
    parameters['critic/bias']!,
  );
  return tf.reshape(q, [-1]);
}

/** What {@link maximizeQ} needs of the critic in these states. */
export function criticOperands(
  config: CriticConfig,
  parameters: Parameters,
  embedding: tf.Tensor,
): Omit<CriticInputs, 'uniformActions'> {
  return {
    stateEmbedding: stateBranch(config, parameters, embedding),
    actionTable: parameters['critic/action']!,
    outputWeights: tf.reshape(parameters['critic/output']!, [-1]),
    outputBias: parameters['critic/bias']!,
  };
}
