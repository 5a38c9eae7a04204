import type { ActionSpec } from '../../contracts/spec.ts';
import * as tf from '../tf.ts';

/**
 * The columns of a product space of discrete sub-actions: one per bin of every sub-action, side by side. Column
 * `offsets[d] + k` stands for choice k of sub-action d.
 */
export interface ProductSpace {
  readonly bins: readonly number[];
  readonly offsets: readonly number[];
  /** Number of columns, Σ bins. */
  readonly columns: number;
  /** The sub-action and the bin that each column stands for. */
  readonly columnDimension: readonly number[];
  readonly columnBin: readonly number[];
}

export function productSpace(action: ActionSpec): ProductSpace {
  const bins = action.map((dimension) => dimension.bins ?? 0);
  const offsets: number[] = [];
  const columnDimension: number[] = [];
  const columnBin: number[] = [];
  bins.forEach((count, d) => {
    offsets.push(columnBin.length);
    for (let k = 0; k < count; k++) {
      columnDimension.push(d);
      columnBin.push(k);
    }
  });
  return { bins, offsets, columns: columnBin.length, columnDimension, columnBin };
}

/** Bin indices [B, D] int32 as concatenated one-hot rows [B, columns] float32. */
export function oneHotActions(space: ProductSpace, action: tf.Tensor): tf.Tensor {
  const chosen = tf.gather(action, tf.tensor1d([...space.columnDimension], 'int32'), 1);
  return tf.cast(tf.equal(chosen, tf.tensor2d([space.columnBin as number[]], undefined, 'int32')), 'float32');
}

/**
 * Log-probabilities of a softmax per sub-action, from logits side by side.
 * @param logits [B, columns] @returns [B, columns]
 */
export function logSoftmaxPerDimension(space: ProductSpace, logits: tf.Tensor): tf.Tensor {
  const [first] = space.bins;
  const batch = logits.shape[0]!;
  if (space.bins.every((count) => count === first)) {
    const rows = tf.reshape(logits, [batch * space.bins.length, first!]);
    return tf.reshape(tf.logSoftmax(rows), [batch, space.columns]);
  }
  const parts = tf.split(logits, [...space.bins], 1).map((part) => tf.logSoftmax(part));
  return tf.concat(parts, 1);
}
