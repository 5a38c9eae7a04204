import type { ParameterSpec, Space, TensorSpecs } from '../../contracts/agent.ts';
import { scoreCandidates } from '../maximize-q/score.ts';
import { scopedSpecs, type Parameters } from '../nets/parameters.ts';
import { productSpace, type ProductSpace } from '../nets/product-space.ts';
import { embed } from '../nets/state-embedding.ts';
import { criticOperands, summedCriticSpecs } from '../nets/summed-critic.ts';
import type * as tf from '../tf.ts';
import type { QtOptConfig } from './config.ts';
import { maximizeByCrossEntropy, type CrossEntropyOutputs } from './cross-entropy.ts';
import { relaxedColumns } from './relaxed-actions.ts';

/** Two critics, apart from one another. */
export function parameterSpecs(config: QtOptConfig, space: Space): ParameterSpec[] {
  const critic = summedCriticSpecs(config, space.observationSize, productSpace(space.action));
  return [...scopedSpecs(critic, 'first/'), ...scopedSpecs(critic, 'second/')];
}

/** The random inputs of one search, which all states share. */
export function searchInputs({ samples, iterations }: QtOptConfig, { action }: Space, suffix: string): TensorSpecs {
  const { total } = relaxedColumns(productSpace(action));
  return {
    [`uniformActions${suffix}`]: { shape: [samples, action.length], dtype: 'float32', noise: 'actions' },
    [`searchNoise${suffix}`]: { shape: [iterations - 1, samples, total], dtype: 'float32', noise: 'normal' },
  };
}

/** The best action by a critic that the cross-entropy method finds in each state. */
export function search(
  config: QtOptConfig,
  critic: Parameters,
  product: ProductSpace,
  observation: tf.Tensor,
  inputs: Readonly<Record<string, tf.Tensor>>,
  suffix: string,
): CrossEntropyOutputs {
  const operands = criticOperands(config, critic, embed(config, critic, observation));
  return maximizeByCrossEntropy(
    product,
    (candidates) => scoreCandidates(operands, product, candidates),
    config.elites,
    inputs[`uniformActions${suffix}`]!,
    inputs[`searchNoise${suffix}`]!,
  );
}
