/**
 * Coarse to fine: Seyde, Werner, Schwarting, Wulfmeier & Rus 2024, "Growing Q-networks: solving continuous control tasks
 * with adaptive control resolution", arXiv 2404.04253.
 *
 * Learning begins with a few bins of every discrete sub-action, evenly spaced, both ends among them; again and again the
 * gaps between them are halved, until all are in use. Their number is among the parameters, so that whoever acts by the
 * parameters acts with these bins.
 */
import { z } from 'zod';
import type { ParameterSpec, Space, TensorSpecs } from '../../contracts/agent.ts';
import type { Parameters } from '../nets/parameters.ts';
import type { ProductSpace } from '../nets/product-space.ts';
import * as tf from '../tf.ts';

const MOST_BINS = 65_535;

export const growthFields = () => ({
  growEvery: z
    .int()
    .min(0)
    .default(0)
    .describe(
      'Coarse to fine (Growing-Q): updates after which the gaps between the bins in use are halved, again and again; 0 uses all bins from the beginning',
    ),
  startBins: z.int().min(2).max(MOST_BINS).default(3).describe('Coarse to fine: bins per sub-action in use at first'),
});
export type GrowthConfig = z.output<z.ZodObject<ReturnType<typeof growthFields>>>;

type Tensors = Readonly<Record<string, tf.Tensor>>;

/** The bins in use, as a difference from those at first. */
const GROWN = 'bins/grown';
/** As a logit or a utility, less than any other. */
const UNUSED = -1e4;

const grows = ({ growEvery }: GrowthConfig): boolean => growEvery > 0;

export function growthSpecs(config: GrowthConfig): ParameterSpec[] {
  return grows(config) ? [{ name: GROWN, shape: [1], fanIn: 1, gain: 0 }] : [];
}

/** The hyperparameter of an update, from 1. */
export function growthSchedule(config: GrowthConfig, update: number): Record<string, number> {
  if (!grows(config)) return {};
  const gaps = (config.startBins - 1) * 2 ** Math.floor((update - 1) / config.growEvery);
  return { binsInUse: Math.min(gaps + 1, MOST_BINS) };
}

/** The input of `learn` that {@link growthSchedule} fills. */
export function growthInputs(config: GrowthConfig): TensorSpecs {
  return grows(config) ? { binsInUse: { shape: [1], dtype: 'float32' } } : {};
}

/** The parameter after an update. */
export function grownBins(config: GrowthConfig, inputs: Tensors): Tensors {
  return grows(config) ? { [GROWN]: tf.sub(inputs['binsInUse']!, config.startBins) } : {};
}

/** Uniformly drawn actions, with each bin moved to one in use, all of which become about equally likely. */
export function onBinsInUse(
  config: GrowthConfig,
  { bins }: ProductSpace,
  parameters: Parameters,
  actions: tf.Tensor,
): tf.Tensor {
  if (!grows(config)) return actions;
  const count = tf.tensor1d(bins.map((own) => Math.max(own, 2)));
  const used = tf.minimum(binsInUse(config, parameters), count);
  const number = tf.floor(tf.div(tf.mul(actions, used), count));
  const moved = binOf(number, used, count);
  const isDiscrete = tf.tensor1d(bins.map((own) => (own > 0 ? 1 : 0)));
  return tf.add(tf.mul(isDiscrete, moved), tf.mul(tf.sub(1, isDiscrete), actions));
}

/** Logits or utilities of choices, with those of unused bins below all others. @param values [B, Σ choices] */
export function ofBinsInUse(
  config: GrowthConfig,
  product: ProductSpace,
  parameters: Parameters,
  values: tf.Tensor,
): tf.Tensor {
  return grows(config) ? tf.add(values, unusedPenalty(config, product, parameters)) : values;
}

/** For every choice 0 if it is in use, as an interval of a continuous sub-action always is, else a large negative. */
function unusedPenalty(config: GrowthConfig, { bins, choices }: ProductSpace, parameters: Parameters): tf.Tensor {
  const countOf = (column: number) => bins[choices.dimension[column]!]!;
  const bin = tf.tensor1d([...choices.index]);
  const count = tf.tensor1d(choices.index.map((_, column) => Math.max(countOf(column), 2)));
  const used = tf.minimum(binsInUse(config, parameters), count);
  const nearest = binOf(rounded(tf.div(tf.mul(bin, tf.sub(used, 1)), tf.sub(count, 1))), used, count);
  const penalty = tf.tensor1d(choices.index.map((_, column) => (countOf(column) > 0 ? UNUSED : 0)));
  return tf.mul(penalty, tf.cast(tf.notEqual(nearest, bin), 'float32'));
}

/** The parameters with a proposal whose heads give no probability to unused bins. */
export function proposingBinsInUse(config: GrowthConfig, product: ProductSpace, parameters: Parameters): Parameters {
  const headBias = ofBinsInUse(config, product, parameters, parameters['proposal/headBias']!);
  return { ...parameters, 'proposal/headBias': headBias };
}

/** The random inputs with which an agent explores by itself: a uniform draw would be of all bins. */
export function explorationInputs(config: GrowthConfig, { action }: Space, batchSize: number): TensorSpecs {
  if (!grows(config)) return {};
  return {
    exploringActions: { shape: [batchSize, action.length], dtype: 'float32', noise: 'actions' },
    exploringNoise: { shape: [batchSize, 1], dtype: 'float32', noise: 'uniform' },
  };
}

/** With probability epsilon a uniform draw of bins in use, else `action_t`. @param action_t [B, D] @returns [B, D] */
export function exploringAction(
  config: GrowthConfig & { readonly epsilon: number },
  product: ProductSpace,
  parameters: Parameters,
  inputs: Tensors,
  action_t: tf.Tensor,
): Tensors {
  if (!grows(config)) return {};
  const drawn = onBinsInUse(config, product, parameters, inputs['exploringActions']!);
  const isDrawn = tf.cast(tf.less(inputs['exploringNoise']!, config.epsilon), 'float32');
  return { exploringAction_t: tf.add(tf.mul(isDrawn, drawn), tf.mul(tf.sub(1, isDrawn), action_t)) };
}

/** The rate of the uniform draws that are left to whoever runs the agent. */
export function explorationRate(config: GrowthConfig & { readonly epsilon: number }): number {
  return grows(config) ? 0 : config.epsilon;
}

function binsInUse({ startBins }: GrowthConfig, parameters: Parameters): tf.Tensor {
  return tf.add(parameters[GROWN]!, startBins);
}

/** The bin that number `number` of `used` evenly spaced ones is, of `count`. */
function binOf(number: tf.Tensor, used: tf.Tensor, count: tf.Tensor): tf.Tensor {
  return rounded(tf.div(tf.mul(number, tf.sub(count, 1)), tf.sub(used, 1)));
}

/** To the nearest integer, a half upwards. */
function rounded(x: tf.Tensor): tf.Tensor {
  return tf.floor(tf.add(x, 0.5));
}
