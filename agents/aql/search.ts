import type { Space, TensorSpecs } from '../../contracts/agent.ts';
import { onBinsInUse } from '../learner/growing-bins.ts';
import { candidateSpec } from '../learner/state.ts';
import '../maximize-q/fused.ts';
import { maximizeQ, type MaximizeQOutputs } from '../maximize-q/maximize-q.ts';
import { proposalBase } from '../nets/autoregressive-proposal.ts';
import type { Parameters } from '../nets/parameters.ts';
import type { ProductSpace } from '../nets/product-space.ts';
import { criticOperands } from '../nets/summed-critic.ts';
import type * as tf from '../tf.ts';
import type { AqlConfig } from './config.ts';

/** The random inputs of one search: uniforms for the proposals [B, N, D], uniform candidates [M, D] for all states. */
export function searchInputs(config: AqlConfig, space: Space, batchSize: number, suffix: string): TensorSpecs {
  return {
    [`proposalNoise${suffix}`]: {
      shape: [batchSize, config.proposals, space.action.length],
      dtype: 'float32',
      noise: 'uniform',
    },
    [`uniformActions${suffix}`]: candidateSpec(space, config.uniformCandidates),
  };
}

type Tensors = Readonly<Record<string, tf.Tensor>>;

interface SearchOptions {
  /** Of the names of the random inputs. */
  readonly suffix?: string;
  /** Whether to return the candidates and their values as well. */
  readonly details?: boolean;
}

/** The best of N proposals and M uniform candidates at each state. Nothing here is differentiated. */
export function search(
  config: AqlConfig,
  parameters: Parameters,
  product: ProductSpace,
  embedding: tf.Tensor,
  inputs: Tensors,
  { suffix = '', details = false }: SearchOptions = {},
): MaximizeQOutputs {
  const operands = {
    ...criticOperands(config, parameters, embedding),
    proposalBase: proposalBase(parameters, embedding),
    prefixTable: parameters['proposal/prefix']!,
    headWeights: parameters['proposal/head']!,
    headBias: parameters['proposal/headBias']!,
    proposalNoise: inputs[`proposalNoise${suffix}`]!,
    uniformActions: onBinsInUse(config, product, parameters, inputs[`uniformActions${suffix}`]!),
  };
  return maximizeQ(operands, { bins: product.bins, details });
}
