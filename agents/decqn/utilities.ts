import type { ParameterSpec } from '../../contracts/agent.ts';
import { dense, denseSpecs } from '../nets/dense.ts';
import { layerNorm, layerNormSpecs } from '../nets/layer-norm.ts';
import { numbersOf } from '../nets/not-a-number.ts';
import type { Parameters } from '../nets/parameters.ts';
import type { ProductSpace } from '../nets/product-space.ts';
import * as tf from '../tf.ts';

/**
 * Decoupled utilities (Seyde et al. 2023, equation 3): one head per sub-action tells what each of its bins is worth,
 * and the worth of an action is their mean.
 *
 *     x         = elu(FC(tanh(LayerNorm(FC(s)))))
 *     U_d(s, k) = V_d x + c_d
 *     Q(s, a)   = (1/D) Σ_d U_d(s, a_d)
 */
export function utilitySpecs(
  observationSize: number,
  space: ProductSpace,
  [first, second]: readonly [number, number],
): ParameterSpec[] {
  return [
    ...denseSpecs('layer1', observationSize, first, 1),
    ...layerNormSpecs('norm', first),
    ...denseSpecs('layer2', first, second, 2),
    // Small at first, so that no bin is preferred by chance.
    ...denseSpecs('utilities', second, space.choices.total, 0.01),
  ];
}

/** U of every bin of every sub-action, side by side. @param observation [B, S] @returns [B, Σ choices] */
export function utilities(parameters: Parameters, observation: tf.Tensor): tf.Tensor {
  const first = tf.tanh(layerNorm(parameters, 'norm', dense(parameters, 'layer1', observation)));
  const second = tf.elu(dense(parameters, 'layer2', first));
  return dense(parameters, 'utilities', second);
}

/** Q of one action per state. @param values [B, Σ choices] @param oneHot its choices, [B, Σ choices] @returns [B] */
export function decoupledQ({ bins }: ProductSpace, values: tf.Tensor, oneHot: tf.Tensor): tf.Tensor {
  return tf.div(tf.sum(tf.mul(values, oneHot), 1), bins.length);
}

/**
 * The best action: each sub-action by itself, a linear search instead of a product. NaN is passed over.
 * @param values [B, Σ choices] @returns [B, D]
 */
export function greedyBins({ bins }: ProductSpace, values: tf.Tensor): tf.Tensor {
  const best = tf.split(numbersOf(values), [...bins], 1).map((own) => tf.argMax(own, 1));
  return tf.cast(tf.stack(best, 1), 'float32');
}
