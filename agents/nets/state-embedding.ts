import type { ParameterSpec } from '../../contracts/agent.ts';
import * as tf from '../tf.ts';
import type { CriticConfig } from './critic-config.ts';
import { dense, denseSpecs } from './dense.ts';
import { layerNorm, layerNormSpecs } from './layer-norm.ts';
import type { Parameters } from './parameters.ts';
import { nextStatistics, runningNorm, runningNormSpecs } from './running-norm.ts';

export type EmbeddingConfig = Pick<CriticConfig, 'stateNetwork' | 'residualBlocks' | 'embeddingUnits'>;

/** How much wider a residual block is inside. */
const EXPANSION = 4;

/**
 * The state embedding that critic and proposal share, of one of three networks:
 *
 *     plain       relu(FC(s)), as in the paper (arXiv 2001.08116, figure 1)
 *     layer-norm  relu(LayerNorm(FC(s)))
 *     simba       LayerNorm(x_L) with x_0 = FC(RunningNorm(s)) and x_l = x_{l-1} + FC(relu(FC(LayerNorm(x_{l-1}))))
 *
 * SimBa: Lee, Hwang, Kim, Kim, Tai, Subramanian, Wurman, Choo, Stone & Seno 2024, "SimBa: simplicity bias for scaling up
 * parameters in deep reinforcement learning", arXiv 2410.09754, figure 3.
 */
export function embeddingSpecs(config: EmbeddingConfig, observationSize: number): ParameterSpec[] {
  const width = config.embeddingUnits;
  switch (config.stateNetwork) {
    case 'plain':
      return denseSpecs('embedding', observationSize, width, 2);
    case 'layer-norm':
      return [...denseSpecs('embedding', observationSize, width, 2), ...layerNormSpecs('embedding/norm', width)];
    case 'simba':
      return [
        ...runningNormSpecs('observation', observationSize),
        ...denseSpecs('embedding', observationSize, width, 1),
        ...blockNames(config).flatMap((block) => [
          ...layerNormSpecs(`${block}/norm`, width),
          ...denseSpecs(`${block}/expand`, width, EXPANSION * width, 2),
          ...denseSpecs(`${block}/contract`, EXPANSION * width, width, 1),
        ]),
        ...layerNormSpecs('embedding/norm', width),
      ];
  }
}

/** @param observation [B, S] @returns [B, embeddingUnits] */
export function embed(config: EmbeddingConfig, parameters: Parameters, observation: tf.Tensor): tf.Tensor {
  switch (config.stateNetwork) {
    case 'plain':
      return tf.relu(dense(parameters, 'embedding', observation));
    case 'layer-norm':
      return tf.relu(layerNorm(parameters, 'embedding/norm', dense(parameters, 'embedding', observation)));
    case 'simba': {
      const start = dense(parameters, 'embedding', runningNorm(parameters, 'observation', observation));
      const end = blockNames(config).reduce((x, block) => tf.add(x, residual(parameters, block, x)), start);
      return layerNorm(parameters, 'embedding/norm', end);
    }
  }
}

/** What of the embedding's parameters follows the observations of an update, and what it is after it; by name. */
export function observationStatistics(
  { stateNetwork }: EmbeddingConfig,
  parameters: Parameters,
  observation: tf.Tensor,
  update: tf.Tensor,
): Record<string, tf.Tensor> {
  return stateNetwork === 'simba' ? nextStatistics(parameters, 'observation', observation, update) : {};
}

function residual(parameters: Parameters, block: string, x: tf.Tensor): tf.Tensor {
  const inner = tf.relu(dense(parameters, `${block}/expand`, layerNorm(parameters, `${block}/norm`, x)));
  return dense(parameters, `${block}/contract`, inner);
}

function blockNames({ residualBlocks }: EmbeddingConfig): string[] {
  return Array.from({ length: residualBlocks }, (_, i) => `embedding/block${i + 1}`);
}
