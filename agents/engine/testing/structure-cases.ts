import * as tf from '../../tf.ts';
import { type RandomInput, float, int } from './compare.ts';
import { type KernelCase, kernelCase, withoutGradient } from './kernel-case.ts';

type Op = (x: tf.Tensor) => tf.Tensor | tf.Tensor[];

/** Cases of one input, a float32 of the given shape if not said otherwise. */
const of = (input: number[] | RandomInput, kernelName: string, title: string, op: Op): KernelCase =>
  kernelCase(kernelName, title, { x: Array.isArray(input) ? float(input) : input }, ({ x }) => op(x!));

const reduction = (
  kernelName: string,
  op: (x: tf.Tensor, axis?: number | number[], keepDims?: boolean) => tf.Tensor,
) => [
  of([2, 3, 2], kernelName, 'over all axes', (x) => op(x)),
  of([2, 3, 2], kernelName, 'over the last axis', (x) => op(x, -1)),
  of([2, 3, 2], kernelName, 'over two axes, kept', (x) => op(x, [0, 2], true)),
  of([2, 1], kernelName, 'over an axis of length one', (x) => op(x, 1)),
  of([], kernelName, 'of a scalar', (x) => op(x)),
  of(int([2, 3], -4, 5), kernelName, 'of integers', (x) => op(x, 1)),
];

const arg = (kernelName: string, op: (x: tf.Tensor, axis: number) => tf.Tensor) => [
  of([2, 5], kernelName, 'over the last axis', (x) => op(x, 1)),
  of([2, 5], kernelName, 'over the first axis', (x) => op(x, 0)),
  of(int([4, 9], 0, 3), kernelName, 'with equals: the first', (x) => op(x, 1)),
];

const matmul = (title: string, a: number[], b: number[], transposeA = false, transposeB = false) =>
  kernelCase('BatchMatMul', title, { a: float(a), b: float(b) }, ({ a, b }) =>
    tf.matMul(a!, b!, transposeA, transposeB),
  );

/** A compound operation, with a gradient of its own. */
const fused = (activation: 'linear' | 'relu' | 'elu' | 'sigmoid' | 'relu6', by: string[] = []) =>
  kernelCase(
    '_FusedMatMul',
    activation,
    { a: float([2, 3]), b: float([3, 4]), bias: float([4]) },
    ({ a, b, bias }) => tf.fused.matMul({ a: a as tf.Tensor2D, b: b as tf.Tensor2D, bias: bias!, activation }),
    by,
  );

const gather = (title: string, x: number[], indices: RandomInput, axis: number, batchDims = 0) =>
  kernelCase('GatherV2', title, { x: float(x), indices }, ({ x, indices }) => tf.gather(x!, indices!, axis, batchDims));

/** Kernels that reduce, rearrange, create and combine tensors. */
export const structureCases: readonly KernelCase[] = [
  ...reduction('Sum', tf.sum),
  // tfjs's gradient of Prod needs its chained operations, which are not loaded.
  ...reduction('Prod', tf.prod).map(withoutGradient),
  ...reduction('Max', tf.max),
  ...reduction('Min', tf.min),
  ...reduction('Mean', tf.mean),
  of([2, 3], 'All', 'over an axis', (x) => tf.all(tf.greater(x, -1), 1)),
  of([2, 3], 'Any', 'over all axes', (x) => tf.any(tf.greater(x, 1))),
  ...arg('ArgMax', tf.argMax),
  ...arg('ArgMin', tf.argMin),
  of([2, 4], 'Cumsum', 'along the last axis', (x) => tf.cumsum(x, 1)),
  of([2, 4], 'Cumsum', 'exclusive, reversed', (x) => tf.cumsum(x, 1, true, true)),
  // tfjs's gradient of Cumsum holds for the last axis alone.
  withoutGradient(of([3, 2], 'Cumsum', 'along the first axis', (x) => tf.cumsum(x, 0))),
  of([3, 2], 'Cumprod', 'along the first axis', (x) => tf.cumprod(x, 0)),
  of([2, 3], 'Cumprod', 'exclusive', (x) => tf.cumprod(x, 1, true)),
  of([2, 3], 'Cumprod', 'exclusive, reversed', (x) => tf.cumprod(x, 1, true, true)),
  of([3, 7], 'TopK', 'of seven', (x) => Object.values(tf.topk(x, 3))),
  of([2, 5], 'Softmax', 'of rows', (x) => tf.softmax(x)),

  of([2, 6], 'Reshape', 'with one length open', (x) => tf.reshape(tf.square(x), [3, -1])),
  of([1], 'Reshape', 'to a scalar', (x) => tf.reshape(x, [])),
  of([2, 3], 'ExpandDims', 'at the front', (x) => tf.expandDims(x, 0)),
  of([2, 3], 'ExpandDims', 'at the end', (x) => tf.expandDims(x, -1)),
  of([2, 3, 4], 'Transpose', 'of three axes', (x) => tf.transpose(x, [2, 0, 1])),
  of([2, 1, 3], 'Transpose', 'of an axis of length one', (x) => tf.transpose(x, [1, 0, 2])),
  kernelCase('Concat', 'along the last axis', { a: float([2, 1]), b: float([2, 3]) }, ({ a, b }) =>
    tf.concat([a!, b!], -1),
  ),
  kernelCase('Pack', 'at the end', { a: float([2, 3]), b: float([2, 3]) }, ({ a, b }) => tf.stack([a!, b!], -1)),
  kernelCase('Pack', 'of scalars', { a: float([]), b: float([]) }, ({ a, b }) => tf.stack([a!, b!])),
  of([2, 7], 'SplitV', 'by lengths', (x) => tf.split(x, [1, 4, 2], 1)),
  of([6], 'SplitV', 'into equal parts', (x) => tf.split(x, 3)),
  of([2, 3], 'Unpack', 'of the last axis', (x) => tf.unstack(x, 1)),
  of([4, 5], 'Slice', 'of two axes', (x) => tf.slice(x, [1, 2], [2, -1])),
  of([4, 5], 'Slice', 'of everything', (x) => tf.slice(x, [0, 0])),
  of([2, 3], 'Tile', 'of both axes', (x) => tf.tile(x, [2, 2])),
  of([3, 1], 'Tile', 'as a broadcast', (x) => tf.broadcastTo(x, [2, 3, 4])),
  of([2, 3], 'PadV2', 'with a value', (x) =>
    tf.pad(
      x,
      [
        [1, 0],
        [0, 2],
      ],
      0.5,
    ),
  ),
  of([2, 3], 'Reverse', 'of the last axis', (x) => tf.reverse(x, 1)),

  of([2, 3], 'Fill', 'of two axes', (x) => tf.add(x, tf.fill([2, 3], 0.5))),
  of([2, 3], 'ZerosLike', 'of two axes', (x) => [tf.zerosLike(x), tf.maximum(x, tf.zerosLike(x))]),
  of([2, 3], 'OnesLike', 'of two axes', (x) => [tf.onesLike(x), tf.mul(x, tf.onesLike(x))]),
  of([4], 'Range', 'of integers', (x) => [tf.range(0, 4, 1, 'int32'), tf.mul(x, tf.range(8, 0, -2))]),
  of([3], 'LinSpace', 'of three', (x) => tf.mul(x, tf.linspace(-1, 1, 3))),
  of(int([2, 3], -1, 6), 'OneHot', 'some out of range', (x) => tf.oneHot(x, 5)),
  of(int([4], 0, 3), 'OneHot', 'of other values', (x) => tf.oneHot(x, 3, 0.9, 0.05, 'float32')),
  of(int([4], 0, 3), 'OneHot', 'of integers', (x) => tf.oneHot(x, 3, 1, 0, 'int32')),

  matmul('of matrices', [2, 3], [3, 4]),
  matmul('of a transposed matrix on the left', [3, 2], [3, 4], true),
  matmul('of a transposed matrix on the right', [2, 3], [4, 3], false, true),
  matmul('of batches', [2, 3, 4], [2, 4, 5]),
  matmul('of transposed batches', [2, 4, 3], [2, 5, 4], true, true),
  withoutGradient(matmul('of a batch with one matrix', [2, 3, 4], [1, 4, 5])),
  matmul('of a batch of one', [1, 3, 4], [1, 4, 5]),
  fused('linear', ['a', 'b', 'bias']),
  fused('relu', ['a', 'b', 'bias']),
  fused('elu'),
  fused('sigmoid'),
  fused('relu6'),

  gather('of rows', [4, 3], int([5], 0, 4), 0),
  gather('of columns by a matrix', [3, 4], int([2, 2], 0, 4), 1),
  gather('of one row by a scalar', [4, 3], int([], 0, 4), 0),
  withoutGradient(gather('in batches', [3, 5], int([3, 2], 0, 5), 1, 1)),
  withoutGradient(gather('in batches, of rows', [3, 5, 2], int([3, 4], 0, 5), 1, 1)),
  withoutGradient(gather('in batches, behind another axis', [2, 3, 5, 2], int([2, 4], 0, 5), 2, 1)),
  kernelCase('GatherNd', 'of elements', { x: float([3, 4]), i: int([5, 2], 0, 3) }, ({ x, i }) => tf.gatherND(x!, i!)),
  kernelCase('GatherNd', 'of rows', { x: float([3, 4]), i: int([2, 2, 1], 0, 3) }, ({ x, i }) => tf.gatherND(x!, i!)),
  kernelCase('UnsortedSegmentSum', 'of rows', { x: float([6, 2]), i: int([6], 0, 4) }, ({ x, i }) =>
    tf.unsortedSegmentSum(x!, i as tf.Tensor1D, 4),
  ),
];
