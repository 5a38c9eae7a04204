import type { ParameterSpec } from '../../contracts/agent.ts';
import * as tf from '../tf.ts';
import { dense, denseSpecs } from './dense.ts';
import type { Parameters } from './parameters.ts';
import { logSoftmaxPerDimension, type ProductSpace } from './product-space.ts';

/**
 * The proposal mu(a|s) = Π_d mu_d(a_d | a_<d, s) of the paper (arXiv 2001.08116, figure 1): a trunk of two layers, then
 * a softmax head per sub-action whose hidden layer also sees the earlier sub-actions.
 *
 *     trunk    = relu(FC(relu(FC(embedding))))
 *     hidden_d = relu(FC_d(trunk) + Σ_{e<d} R_e x(a_e))
 *     pi_d     = softmax(V_d hidden_d + c_d)
 *
 * x are an action's features. For a discrete sub-action pi_d is mu_d. For a continuous one mu_d is the density that is
 * pi_d(k) / width on the k-th of equal intervals of [-1, 1], a mixture of uniform densities: it may have several modes,
 * as the best action often has; its likelihood and entropy are those of pi_d up to a constant; one uniform number
 * samples it exactly; and it is itself the histogram that a person is shown.
 */
export interface ProposalUnits {
  readonly trunk: readonly [number, number];
  readonly head: number;
}

export function proposalSpecs(embeddingUnits: number, space: ProductSpace, units: ProposalUnits): ParameterSpec[] {
  const dimensions = space.bins.length;
  return [
    ...denseSpecs('proposal/trunk1', embeddingUnits, units.trunk[0], 2),
    ...denseSpecs('proposal/trunk2', units.trunk[0], units.trunk[1], 2),
    ...denseSpecs('proposal/base', units.trunk[1], dimensions * units.head, 1),
    { name: 'proposal/prefix', shape: [space.features.total, units.head], fanIn: dimensions, gain: 1 },
    // Small logits at first: the proposal starts near uniform.
    { name: 'proposal/head', shape: [units.head, space.choices.total], fanIn: units.head, gain: 0.01 },
    { name: 'proposal/headBias', shape: [space.choices.total], fanIn: 1, gain: 0 },
  ];
}

/** Each head's input from the state, before the earlier sub-actions are added: [B, D · head]. */
export function proposalBase(parameters: Parameters, embedding: tf.Tensor): tf.Tensor {
  const first = tf.relu(dense(parameters, 'proposal/trunk1', embedding));
  const trunk = tf.relu(dense(parameters, 'proposal/trunk2', first));
  return dense(parameters, 'proposal/base', trunk);
}

/**
 * log pi_d(· | a_<d, s) of every sub-action, given the whole action (teacher forcing), in one pass: both tables are
 * repeated once per head and masked, so that head d sees only earlier sub-actions and scores only its own choices.
 *
 * @param base [B, D · head] @param features of the actions, [B, Σ features] @returns [B, Σ choices]
 */
export function proposalLogProbabilities(
  parameters: Parameters,
  space: ProductSpace,
  base: tf.Tensor,
  features: tf.Tensor,
): tf.Tensor {
  const dimensions = space.bins.length;
  const head = base.shape[1]! / dimensions;
  const seen = tf.mul(tf.tile(parameters['proposal/prefix']!, [1, dimensions]), earlierMask(space, head));
  const hidden = tf.relu(tf.add(base, tf.matMul(features as tf.Tensor2D, seen as tf.Tensor2D)));
  const scoring = tf.mul(tf.tile(parameters['proposal/head']!, [dimensions, 1]), ownMask(space, head));
  const logits = tf.add(tf.matMul(hidden as tf.Tensor2D, scoring as tf.Tensor2D), parameters['proposal/headBias']!);
  return logSoftmaxPerDimension(space, logits);
}

/** [Σ features, D · head]: 1 where the row's sub-action comes before the column's head. */
function earlierMask(space: ProductSpace, head: number): tf.Tensor {
  const heads = space.bins.flatMap((_, d) => Array<number>(head).fill(d));
  return tf.tensor2d(space.features.dimension.map((row) => heads.map((column) => (row < column ? 1 : 0))));
}

/** [D · head, Σ choices]: 1 where the column belongs to the row's head. */
function ownMask(space: ProductSpace, head: number): tf.Tensor {
  const heads = space.bins.flatMap((_, d) => Array<number>(head).fill(d));
  return tf.tensor2d(heads.map((row) => space.choices.dimension.map((column) => (row === column ? 1 : 0))));
}
