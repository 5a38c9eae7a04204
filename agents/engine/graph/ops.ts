/**
 * ONNX operations with their shapes. Each one leaves out what changes nothing: a reshape to the same shape, a product
 * with one, a broadcast that the next operation does by itself.
 */
import { backend_util } from '../../tf.ts';
import type { GraphBuilder } from './builder.ts';
import { type DataType, type Shape, type Value, sameShape, sizeOf } from './graph.ts';

export function broadcastShape(a: Shape, b: Shape): number[] {
  return backend_util.assertAndGetBroadcastShape([...a], [...b]);
}

/** ONNX's number of an element type (TensorProto.DataType). */
export const ONNX_TYPES = { float32: 1, int32: 6, int64: 7, bool: 9 } as const satisfies Record<DataType, number>;

export function cast(g: GraphBuilder, x: Value, dtype: DataType): Value {
  return x.dtype === dtype ? x : g.node('Cast', [x], x.shape, dtype, { to: ONNX_TYPES[dtype] });
}

export function unary(g: GraphBuilder, opType: string, x: Value): Value {
  return g.node(opType, [x], x.shape, x.dtype);
}

/** A constant. One repeated number is kept as that number and its broadcast, which other operations see through. */
export function constant(g: GraphBuilder, shape: Shape, dtype: DataType, values: ArrayLike<number>): Value {
  const first = values[0];
  if (first === undefined || Array.prototype.some.call(values, (value) => value !== first)) {
    return g.constant(shape, dtype, values);
  }
  return fill(g, shape, first, dtype);
}

export function fill(g: GraphBuilder, shape: Shape, value: number, dtype: DataType): Value {
  return expand(g, g.scalar(value, dtype), shape);
}

export function expand(g: GraphBuilder, x: Value, shape: Shape): Value {
  if (sameShape(x.shape, shape)) return x;
  return g.node('Expand', [producedBy(x, 'Expand') ?? x, g.int64(shape)], shape, x.dtype);
}

/** `x` before its broadcast, if together with a tensor of shape `other` that still broadcasts to `shape`. */
function unexpanded(x: Value, other: Shape, shape: Shape): Value {
  const source = producedBy(x, 'Expand');
  return source && sameShape(broadcastShape(source.shape, other), shape) ? source : x;
}

/** The first input of the operation behind `x`, if that is an `opType`. */
function producedBy(x: Value, opType: string): Value | undefined {
  const node = x.producer;
  return node?.kind === 'onnx' && node.opType === opType ? node.inputs[0] : undefined;
}

const isNumber = (x: Value, number: number) => x.data?.length === 1 && Number(x.data[0]) === number;

/** The operand on the right that leaves the other as it is. */
const neutral: Readonly<Record<string, number>> = { Add: 0, Sub: 0, Mul: 1, Div: 1 };

/** An elementwise operation on two broadcast operands. @param dtype of the result, the operands' if not given. */
export function binary(g: GraphBuilder, opType: string, a: Value, b: Value, dtype: DataType = a.dtype): Value {
  const shape = broadcastShape(a.shape, b.shape);
  const left = unexpanded(a, b.shape, shape);
  const right = unexpanded(b, left.shape, shape);
  const unchanged = neutral[opType];
  if (unchanged !== undefined && isNumber(right, unchanged)) return expand(g, a, shape);
  if ((opType === 'Add' || opType === 'Mul') && isNumber(left, unchanged!)) return expand(g, b, shape);
  return g.node(opType, [left, right], shape, dtype);
}

/** `condition ? yes : no`, all broadcast. onnxruntime's Where has no boolean elements. */
export function where(g: GraphBuilder, condition: Value, yes: Value, no: Value): Value {
  if (yes.dtype === 'bool') return cast(g, where(g, condition, cast(g, yes, 'int32'), cast(g, no, 'int32')), 'bool');
  const shape = broadcastShape(condition.shape, broadcastShape(yes.shape, no.shape));
  const left = unexpanded(yes, broadcastShape(condition.shape, no.shape), shape);
  const right = unexpanded(no, broadcastShape(condition.shape, left.shape), shape);
  return g.node('Where', [condition, left, right], shape, yes.dtype);
}

export function reshape(g: GraphBuilder, x: Value, shape: Shape): Value {
  if (sameShape(x.shape, shape)) return x;
  const repeated = x.shape.length === 0 ? x : producedBy(x, 'Expand');
  if (repeated?.shape.length === 0) return expand(g, repeated, shape);
  const source = producedBy(x, 'Reshape') ?? x;
  if (source !== x) return reshape(g, source, shape);
  // Otherwise zero would mean the length that the axis had.
  const attributes = shape.includes(0) ? { allowzero: 1 } : {};
  return g.node('Reshape', [x, g.int64(shape)], shape, x.dtype, attributes);
}

export function transpose(g: GraphBuilder, x: Value, perm: readonly number[]): Value {
  const shape = perm.map((axis) => x.shape[axis]!);
  const moved = perm.filter((axis) => x.shape[axis] !== 1);
  // Axes of length one may move anywhere without any element moving.
  if (moved.every((axis, i) => i === 0 || moved[i - 1]! < axis)) return reshape(g, x, shape);
  return g.node('Transpose', [x], shape, x.dtype, { perm });
}

export function slice(g: GraphBuilder, x: Value, begin: readonly number[], size: readonly number[]): Value {
  if (sameShape(x.shape, size)) return x;
  const axes = begin.map((_, axis) => axis).filter((axis) => size[axis] !== x.shape[axis]);
  const start = axes.map((axis) => begin[axis]!);
  const end = axes.map((axis) => begin[axis]! + size[axis]!);
  return g.node('Slice', [x, g.int64(start), g.int64(end), g.int64(axes)], size, x.dtype);
}

export function concat(g: GraphBuilder, values: readonly Value[], axis: number): Value {
  const first = values[0]!;
  if (values.length === 1) return first;
  const length = values.reduce((total, value) => total + value.shape[axis]!, 0);
  return g.node('Concat', values, first.shape.with(axis, length), first.dtype, { axis });
}

/** @param axes non-negative. */
export function reduce(g: GraphBuilder, opType: string, x: Value, axes: readonly number[], keepDims: boolean): Value {
  const kept = x.shape.map((length, axis) => (axes.includes(axis) ? 1 : length));
  const shape = keepDims ? kept : x.shape.filter((_, axis) => !axes.includes(axis));
  if (sizeOf(kept) === sizeOf(x.shape)) return reshape(g, x, shape);
  return g.node(opType, [x, g.int64(axes)], shape, x.dtype, { keepdims: Number(keepDims) });
}

/** The integers from 0, as int32 in the given shape. */
export function iota(g: GraphBuilder, shape: Shape): Value {
  return g.constant(
    shape,
    'int32',
    Array.from({ length: sizeOf(shape) }, (_, i) => i),
  );
}
