import { WorkbenchError } from '../../../contracts/errors.ts';
import type * as tf from '../../tf.ts';
import type { GraphBuilder } from '../graph/builder.ts';
import type { Value } from '../graph/graph.ts';
import { binary, broadcastShape, reshape, transpose } from '../graph/ops.ts';
import { activation } from './activation.ts';
import { type KernelTable, kernel } from './kernel.ts';

/** The product of the matrices in the last two axes; batch axes broadcast. */
export function matmul(g: GraphBuilder, a: Value, b: Value, transposeA = false, transposeB = false): Value {
  const batch = broadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
  const shape = [...batch, a.shape.at(transposeA ? -1 : -2)!, b.shape.at(transposeB ? -2 : -1)!];
  if (batch.every((length) => length === 1)) return reshape(g, gemm(g, a, b, transposeA, transposeB), shape);
  return g.node('MatMul', [swapped(g, a, transposeA), swapped(g, b, transposeB)], shape, a.dtype);
}

/** Without its bias, which onnxruntime adds faster as an Add of its own. */
function gemm(g: GraphBuilder, a: Value, b: Value, transposeA: boolean, transposeB: boolean): Value {
  const [left, right] = [reshape(g, a, a.shape.slice(-2)), reshape(g, b, b.shape.slice(-2))];
  const shape = [left.shape[transposeA ? 1 : 0]!, right.shape[transposeB ? 0 : 1]!];
  const attributes = { transA: Number(transposeA), transB: Number(transposeB) };
  return g.node('Gemm', [left, right], shape, a.dtype, attributes);
}

function swapped(g: GraphBuilder, x: Value, swap: boolean): Value {
  const axes = x.shape.map((_, axis) => axis);
  return swap ? transpose(g, x, [...axes.slice(0, -2), axes.at(-1)!, axes.at(-2)!]) : x;
}

const fusedActivations = { relu: 'Relu', relu6: 'Relu6', elu: 'Elu', sigmoid: 'Sigmoid', leakyrelu: 'LeakyRelu' };

/** Matrix products. */
export const matrixProducts: KernelTable = {
  BatchMatMul: kernel<'a' | 'b', tf.BatchMatMulAttrs>((g, { a, b }, { transposeA, transposeB }) =>
    matmul(g, a, b, transposeA, transposeB),
  ),
  _FusedMatMul: (g, { a, b, bias }, attrs) => {
    const { transposeA, transposeB, activation: name, leakyreluAlpha } = attrs as unknown as tf._FusedMatMulAttrs;
    const product = matmul(g, a!, b!, transposeA, transposeB);
    const sum = bias ? binary(g, 'Add', product, bias) : product;
    if (!name || name === 'linear') return sum;
    const kernelName = fusedActivations[name as keyof typeof fusedActivations];
    if (kernelName) return activation[kernelName]!(g, { x: sum }, { alpha: leakyreluAlpha });
    throw new WorkbenchError(
      'unsupported',
      `tf.fused.matMul has no compiled form with the activation '${name}'.`,
      'Call tf.matMul, tf.add and the activation one after the other.',
    );
  },
};
