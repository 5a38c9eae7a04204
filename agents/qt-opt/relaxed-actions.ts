import { columnsOf } from '../nets/columns.ts';
import type { ProductSpace } from '../nets/product-space.ts';
import * as tf from '../tf.ts';

/** Columns of the relaxed space: the bins of every discrete sub-action, one for every continuous one. */
export function relaxedColumns({ bins }: ProductSpace) {
  return columnsOf(bins.map((count) => Math.max(1, count)));
}

/**
 * Actions as points of a space in which a mean of several makes sense: a discrete sub-action one-hot, a continuous one
 * as it is. @param action [n, D] @returns [n, columns]
 */
export function relax({ bins }: ProductSpace, action: tf.Tensor): tf.Tensor {
  const parts = tf.split(action, bins.length, 1).map((value, d) => {
    if (bins[d] === 0) return value;
    return tf.cast(tf.equal(value, tf.range(0, bins[d]!)), 'float32');
  });
  return tf.concat(parts, 1);
}

/**
 * The actions nearest to such points: of a discrete sub-action the bin with the largest entry, a continuous one brought
 * into [-1, 1]. @param points [n, columns] @returns [n, D]
 */
export function nearestActions(space: ProductSpace, points: tf.Tensor): tf.Tensor {
  const parts = tf.split(points, [...relaxedColumns(space).counts], 1).map((own, d) => {
    if (space.bins[d] === 0) return tf.clipByValue(own, -1, 1);
    return tf.cast(tf.expandDims(tf.argMax(own, 1), 1), 'float32');
  });
  return tf.concat(parts, 1);
}
