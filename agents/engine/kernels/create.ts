import type * as tf from '../../tf.ts';
import type { DataType } from '../graph/graph.ts';
import { binary, cast, fill, iota, reshape, where } from '../graph/ops.ts';
import { type KernelTable, kernel } from './kernel.ts';

/** Constant tensors and one-hot vectors. */
export const creation: KernelTable = {
  Fill: kernel<never, tf.FillAttrs>((g, _, { shape, value, dtype }) =>
    fill(g, shape, Number(value), (dtype ?? 'float32') as DataType),
  ),
  ZerosLike: kernel<'x'>((g, { x }) => fill(g, x.shape, 0, x.dtype)),
  OnesLike: kernel<'x'>((g, { x }) => fill(g, x.shape, 1, x.dtype)),
  Range: kernel<never, tf.RangeAttrs>((g, _, { start, stop, step, dtype }) => {
    const length = Math.max(0, Math.ceil((stop - start) / step));
    const values = Array.from({ length }, (_, i) => start + i * step);
    return g.constant([length], dtype, values);
  }),
  LinSpace: kernel<never, tf.LinSpaceAttrs>((g, _, { start, stop, num }) => {
    const values = Array.from({ length: num }, (_, i) => start + (i * (stop - start)) / Math.max(1, num - 1));
    return g.constant([num], 'float32', values);
  }),
  // As a comparison: onnxruntime's OneHot takes few combinations of types. An index out of range gives no one.
  OneHot: kernel<'indices', tf.OneHotAttrs>((g, { indices }, { depth, onValue, offValue, dtype = 'int32' }) => {
    const type = dtype as DataType;
    const isHot = binary(g, 'Equal', reshape(g, indices, [...indices.shape, 1]), iota(g, [depth]), 'bool');
    if (onValue === 1 && offValue === 0) return cast(g, isHot, type);
    return where(g, isHot, g.scalar(onValue, type), g.scalar(offValue, type));
  }),
};
