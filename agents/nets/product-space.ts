import { CONTINUOUS_INTERVALS, type ActionSpec } from '../../contracts/spec.ts';
import * as tf from '../tf.ts';
import { columnsOf, membership, type Columns } from './columns.ts';

/**
 * Knots of a continuous sub-action: between them what is learned of an action is interpolated. Their spacing is that of
 * a discrete sub-action's usual 11 bins.
 */
const KNOTS = 11;

/**
 * A product of discrete sub-actions, whose values are bin indices, and continuous ones, whose values lie in [-1, 1], as
 * networks see it.
 */
export interface ProductSpace {
  /** The number of bins of each sub-action; 0 if it is continuous. */
  readonly bins: readonly number[];
  /** What an action is encoded by: a column per bin, or per knot. */
  readonly features: Columns;
  /** What a distribution gives probabilities to: a column per bin, or per interval. */
  readonly choices: Columns;
}

export function productSpace(action: ActionSpec): ProductSpace {
  return productOfBins(action.map(({ bins }) => bins ?? 0));
}

/** @param bins 0 for a continuous sub-action. */
export function productOfBins(bins: readonly number[]): ProductSpace {
  return {
    bins,
    features: columnsOf(bins.map((count) => count || KNOTS)),
    choices: columnsOf(bins.map((count) => count || CONTINUOUS_INTERVALS)),
  };
}

/**
 * Actions as features: hat functions (linear splines, a form of coarse coding: Sutton & Barto 2018, section 9.5), one
 * around every knot. A bin index lies on a knot of its own, so a discrete sub-action becomes one-hot; a continuous one
 * weighs its two neighbouring knots.
 *
 * @param action [n, D] @returns [n, Σ features]
 */
export function encodeActions({ bins, features }: ProductSpace, action: tf.Tensor): tf.Tensor {
  const isDiscrete = (column: number) => bins[features.dimension[column]!]! > 0;
  const knots = features.index.map((k, column) => (isDiscrete(column) ? k : (2 * k) / (KNOTS - 1) - 1));
  const slopes = features.index.map((_, column) => (isDiscrete(column) ? 1 : (KNOTS - 1) / 2));
  const value = tf.gather(action, tf.tensor1d([...features.dimension], 'int32'), 1);
  const distance = tf.abs(tf.sub(value, tf.tensor2d([knots])));
  return tf.relu(tf.sub(1, tf.mul(distance, tf.tensor2d([slopes]))));
}

/** More than any value. */
const BEYOND = 2;

/**
 * The choices that actions make, one-hot: their bins, or the intervals that hold their values.
 * @param action [n, D] @returns [n, Σ choices]
 */
export function oneHotChoices({ bins, choices }: ProductSpace, action: tf.Tensor): tf.Tensor {
  /** Where number k begins; the last interval holds its end as well. */
  const edge = (k: number, column: number) => {
    if (bins[choices.dimension[column]!]! > 0) return k - 0.5;
    return k === CONTINUOUS_INTERVALS ? BEYOND : (2 * k) / CONTINUOUS_INTERVALS - 1;
  };
  const begins = choices.index.map(edge);
  const ends = choices.index.map((k, column) => edge(k + 1, column));
  const value = tf.gather(action, tf.tensor1d([...choices.dimension], 'int32'), 1);
  const isBegun = tf.greaterEqual(value, tf.tensor2d([begins]));
  const isEnded = tf.greaterEqual(value, tf.tensor2d([ends]));
  return tf.sub(tf.cast(isBegun, 'float32'), tf.cast(isEnded, 'float32'));
}

/**
 * Log-probabilities of a softmax per sub-action, from logits side by side.
 * @param logits [B, Σ choices] @returns [B, Σ choices]
 */
export function logSoftmaxPerDimension({ choices }: ProductSpace, logits: tf.Tensor): tf.Tensor {
  const { counts, total } = choices;
  const batch = logits.shape[0]!;
  if (counts.every((count) => count === counts[0])) {
    const rows = tf.reshape(logits, [batch * counts.length, counts[0]!]);
    return tf.reshape(tf.logSoftmax(rows), [batch, total]);
  }
  const parts = tf.split(logits, [...counts], 1).map((part) => tf.logSoftmax(part));
  return tf.concat(parts, 1);
}

/** Below, p log p counts as 0. */
const SMALLEST_PROBABILITY = 1e-30;

/** The entropy of each sub-action's probabilities, nat. @param probabilities [B, Σ choices] @returns [B, D] */
export function entropyPerDimension({ choices }: ProductSpace, probabilities: tf.Tensor): tf.Tensor {
  const surprise = tf.neg(tf.mul(probabilities, tf.log(tf.maximum(probabilities, SMALLEST_PROBABILITY))));
  return tf.matMul(surprise as tf.Tensor2D, tf.tensor2d(membership(choices)));
}
