import * as tf from '../../tf.ts';
import { type Value, sizeOf } from '../graph/graph.ts';
import { concat, expand, reshape, slice, transpose } from '../graph/ops.ts';
import { type KernelTable, kernel } from './kernel.ts';

/** Where each of the parts of an axis begins and how long it is. */
function spans(lengths: readonly number[]): { begin: number; length: number }[] {
  let end = 0;
  return lengths.map((length) => ({ begin: (end += length) - length, length }));
}

const axisOf = (axis: number, x: Value) => tf.util.parseAxisParam(axis, [...x.shape])[0]!;
const zeros = (x: Value) => x.shape.map(() => 0);

/** Rearrangements of elements. */
export const shapes: KernelTable = {
  Reshape: kernel<'x', tf.ReshapeAttrs>((g, { x }, { shape }) =>
    reshape(g, x, tf.util.inferFromImplicitShape(shape, sizeOf(x.shape))),
  ),
  ExpandDims: kernel<'input', tf.ExpandDimsAttrs>((g, { input }, { dim }) =>
    reshape(g, input, input.shape.toSpliced(dim < 0 ? input.shape.length + dim + 1 : dim, 0, 1)),
  ),
  Transpose: kernel<'x', tf.TransposeAttrs>((g, { x }, { perm }) => transpose(g, x, perm)),

  Concat: (g, inputs, { axis }) => {
    const all = Object.values(inputs);
    // Empty parts are legal in tfjs.
    const filled = all.filter((part) => sizeOf(part.shape) > 0);
    return concat(g, filled.length > 0 ? filled : all, axisOf(axis as tf.ConcatAttrs['axis'], all[0]!));
  },
  Pack: (g, inputs, attrs) => {
    const { axis } = attrs as unknown as tf.PackAttrs;
    const parts = Object.values(inputs);
    const at = axis < 0 ? axis + parts[0]!.shape.length + 1 : axis;
    const thickened = parts.map((part) => reshape(g, part, part.shape.toSpliced(at, 0, 1)));
    return concat(g, thickened, at);
  },
  SplitV: kernel<'x', tf.SplitVAttrs>((g, { x }, { numOrSizeSplits, axis }) => {
    const along = axisOf(axis, x);
    const lengths = tf.backend_util.prepareSplitSize(x as unknown as tf.Tensor, numOrSizeSplits, along);
    return spans(lengths).map(({ begin, length }) =>
      slice(g, x, zeros(x).with(along, begin), x.shape.with(along, length)),
    );
  }),
  Unpack: kernel<'value', tf.UnpackAttrs>((g, { value: x }, { axis }) => {
    const along = axisOf(axis, x);
    return Array.from({ length: x.shape[along]! }, (_, i) =>
      reshape(g, slice(g, x, zeros(x).with(along, i), x.shape.with(along, 1)), x.shape.toSpliced(along, 1)),
    );
  }),
  Slice: kernel<'x', tf.SliceAttrs>((g, { x }, { begin, size }) => {
    const [start, lengths] = tf.slice_util.parseSliceParams(x as unknown as tf.Tensor, begin, size);
    return slice(g, x, start!, lengths!);
  }),

  Tile: kernel<'x', tf.TileAttrs>((g, { x }, { reps }) => {
    const shape = x.shape.map((length, axis) => length * reps[axis]!);
    const isBroadcast = reps.every((times, axis) => times === 1 || x.shape[axis] === 1);
    return isBroadcast ? expand(g, x, shape) : g.node('Tile', [x, g.int64(reps)], shape, x.dtype);
  }),
  PadV2: kernel<'x', tf.PadV2Attrs>((g, { x }, { paddings, constantValue }) => {
    const [before, after] = [paddings.map(([n]) => n), paddings.map(([, n]) => n)];
    const shape = x.shape.map((length, axis) => before[axis]! + length + after[axis]!);
    return g.node('Pad', [x, g.int64([...before, ...after]), g.scalar(constantValue, x.dtype)], shape, x.dtype);
  }),
  Reverse: kernel<'x', tf.ReverseAttrs>((g, { x }, { dims }) => {
    const axes = tf.util.parseAxisParam(dims, [...x.shape]);
    if (axes.length === 0) return x;
    const all = (value: number) => g.int64(axes.map(() => value));
    // From the last element to before the first, which ONNX writes as far below zero.
    return g.node('Slice', [x, all(-1), all(-(2 ** 31)), g.int64(axes), all(-1)], x.shape, x.dtype);
  }),
};
