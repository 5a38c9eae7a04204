import * as tf from '../../tf.ts';
import type { GraphBuilder } from '../graph/builder.ts';
import { type Value, sizeOf } from '../graph/graph.ts';
import { binary, cast, iota, reshape, transpose } from '../graph/ops.ts';
import { type KernelTable, kernel } from './kernel.ts';
import { matmul } from './matmul.ts';

/**
 * Rows of `x` along `axis`, chosen separately for each element of the first `batchDims` axes.
 * @param x [batch, outer, n, inner], each part any number of axes. @param indices [batch, chosen].
 * @returns [batch, outer, chosen, inner].
 */
function batchedGather(g: GraphBuilder, x: Value, indices: Value, axis: number, batchDims: number): Value {
  const axes = x.shape.map((_, i) => i);
  const [batch, outer, inner] = [axes.slice(0, batchDims), axes.slice(batchDims, axis), axes.slice(axis + 1)];
  const chosen = indices.shape.slice(batchDims);
  // GatherND wants the chosen axis right behind the batch, and index vectors, here of length one.
  const source = transpose(g, x, [...batch, axis, ...outer, ...inner]);
  const vectors = reshape(g, cast(g, indices, 'int64'), [...indices.shape, 1]);
  const shape = [...indices.shape, ...source.shape.slice(batchDims + 1)];
  const rows = g.node('GatherND', [source, vectors], shape, x.dtype, { batch_dims: batchDims });
  const range = (start: number, length: number) => Array.from({ length }, (_, i) => start + i);
  const outerStart = batchDims + chosen.length;
  return transpose(g, rows, [
    ...batch,
    ...range(outerStart, outer.length),
    ...range(batchDims, chosen.length),
    ...range(outerStart + outer.length, inner.length),
  ]);
}

/** Look-ups, and the sums that are their gradients. */
export const gathers: KernelTable = {
  GatherV2: kernel<'x' | 'indices', tf.GatherV2Attrs>((g, { x, indices }, { axis, batchDims }) => {
    const along = tf.util.parseAxisParam(axis, [...x.shape])[0]!;
    if (batchDims > 0) return batchedGather(g, x, indices, along, batchDims);
    const shape = x.shape.toSpliced(along, 1, ...indices.shape);
    return g.node('Gather', [x, indices], shape, x.dtype, { axis: along });
  }),
  GatherNd: kernel<'params' | 'indices'>((g, { params, indices }) => {
    const shape = [...indices.shape.slice(0, -1), ...params.shape.slice(indices.shape.at(-1)!)];
    return g.node('GatherND', [params, cast(g, indices, 'int64')], shape, params.dtype);
  }),
  // As a matrix product with the one-hot rows of the segments: far faster than scattering.
  UnsortedSegmentSum: kernel<'x' | 'segmentIds', tf.UnsortedSegmentSumAttrs>(
    (g, { x, segmentIds }, { numSegments }) => {
      const [n = 1, ...rest] = x.shape;
      const isMember = binary(g, 'Equal', reshape(g, segmentIds, [1, n]), iota(g, [numSegments, 1]), 'bool');
      const rows = reshape(g, cast(g, x, 'float32'), [n, sizeOf(rest)]);
      const sums = matmul(g, cast(g, isMember, 'float32'), rows);
      return reshape(g, sums, [numSegments, ...rest]);
    },
  ),
};
