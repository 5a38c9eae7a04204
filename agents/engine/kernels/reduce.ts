import * as tf from '../../tf.ts';
import type { GraphBuilder } from '../graph/builder.ts';
import type { Value } from '../graph/graph.ts';
import { cast, fill, reduce, reshape, where } from '../graph/ops.ts';
import { type KernelTable, kernel } from './kernel.ts';

const reduction = (opType: string) =>
  kernel<'x', tf.SumAttrs>((g, { x }, { axis, keepDims }) => reduce(g, opType, x, axesOf(axis, x), keepDims));

const boolReduction = (opType: string) =>
  kernel<'x', tf.SumAttrs>((g, { x }, { axis, keepDims }) =>
    cast(g, reduce(g, opType, cast(g, x, 'int32'), axesOf(axis, x), keepDims), 'bool'),
  );

const argReduction = (opType: string) =>
  kernel<'x', tf.ArgMaxAttrs>((g, { x }, { axis }) => {
    const [reduced] = axesOf(axis, x);
    const shape = x.shape.filter((_, i) => i !== reduced);
    return cast(g, g.node(opType, [x], shape, 'int64', { axis: reduced!, keepdims: 0 }), 'int32');
  });

function axesOf(axis: number | number[], x: Value): number[] {
  return tf.util.parseAxisParam(axis, [...x.shape]);
}

/**
 * ONNX has no product along an axis that keeps its partial results: multiplies, for each of the n positions, the
 * elements that come before it. O(n²), for short axes.
 */
function cumprod(g: GraphBuilder, x: Value, { axis, exclusive, reverse }: tf.CumsumAttrs): Value {
  const [along] = axesOf(axis, x);
  const n = x.shape[along!]!;
  const square = [n, n, ...x.shape.slice(along! + 1).map(() => 1)];
  const counts = Array.from({ length: n * n }, (_, i) => {
    const [to, from] = [Math.floor(i / n), i % n];
    return Number(from === to ? !exclusive : reverse ? from > to : from < to);
  });
  const repeated = reshape(g, x, x.shape.toSpliced(along!, 0, 1));
  const factors = where(g, g.constant(square, 'bool', counts), repeated, fill(g, [], 1, x.dtype));
  return reduce(g, 'ReduceProd', factors, [along! + 1], false);
}

/** Sums, products, extremes and orders along axes. */
export const reductions: KernelTable = {
  Sum: reduction('ReduceSum'),
  Prod: reduction('ReduceProd'),
  Max: kernel<'x', tf.MaxAttrs>((g, { x }, { reductionIndices, keepDims }) =>
    reduce(g, 'ReduceMax', x, axesOf(reductionIndices, x), keepDims),
  ),
  Min: reduction('ReduceMin'),
  Mean: kernel<'x', tf.SumAttrs>((g, { x }, { axis, keepDims }) =>
    reduce(g, 'ReduceMean', cast(g, x, 'float32'), axesOf(axis, x), keepDims),
  ),
  All: boolReduction('ReduceMin'),
  Any: boolReduction('ReduceMax'),
  ArgMax: argReduction('ArgMax'),
  ArgMin: argReduction('ArgMin'),
  Cumsum: kernel<'x', tf.CumsumAttrs>((g, { x }, { axis, exclusive, reverse }) => {
    const along = g.constant([], 'int64', axesOf(axis, x));
    return g.node('CumSum', [x, along], x.shape, x.dtype, { exclusive: Number(exclusive), reverse: Number(reverse) });
  }),
  Cumprod: kernel<'x', tf.CumsumAttrs>((g, { x }, attrs) => cumprod(g, x, attrs)),
  TopK: kernel<'x', tf.TopKAttrs>((g, { x }, { k, sorted }) => {
    const shape = x.shape.with(-1, k);
    const outputs = [
      { shape, dtype: x.dtype },
      { shape, dtype: 'int64' },
    ] as const;
    const [values, indices] = g.nodeWithOutputs('TopK', [x, g.int64([k])], outputs, { sorted: Number(sorted) });
    return [values!, cast(g, indices!, 'int32')];
  }),
};
