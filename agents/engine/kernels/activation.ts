import type * as tf from '../../tf.ts';
import type { GraphBuilder } from '../graph/builder.ts';
import type { Value } from '../graph/graph.ts';
import { binary, cast, unary, where } from '../graph/ops.ts';
import { type KernelTable, kernel } from './kernel.ts';

const unaryOp = (opType: string) => kernel<'x'>((g, { x }) => unary(g, opType, x));

function clip(g: GraphBuilder, x: Value, low: number, high: number): Value {
  const raised = Number.isFinite(low) ? binary(g, 'Max', x, g.scalar(low, x.dtype)) : x;
  return Number.isFinite(high) ? binary(g, 'Min', raised, g.scalar(high, x.dtype)) : raised;
}

function isPositive(g: GraphBuilder, x: Value): Value {
  return binary(g, 'Greater', x, g.scalar(0, x.dtype), 'bool');
}

/** Non-linearities of networks, and the kernels that only their gradients use. */
export const activation: KernelTable = {
  Relu: unaryOp('Relu'),
  Relu6: kernel<'x'>((g, { x }) => clip(g, x, 0, 6)),
  LeakyRelu: kernel<'x', tf.LeakyReluAttrs>((g, { x }, { alpha }) =>
    g.node('LeakyRelu', [x], x.shape, x.dtype, { alpha: { float: alpha } }),
  ),
  Elu: unaryOp('Elu'),
  // `y` is the output of Elu.
  EluGrad: kernel<'dy' | 'y'>((g, { dy, y }) => {
    const slope = binary(g, 'Add', y, g.scalar(1));
    return where(g, isPositive(g, y), dy, binary(g, 'Mul', dy, slope));
  }),
  Sigmoid: unaryOp('Sigmoid'),
  Softplus: unaryOp('Softplus'),
  Tanh: unaryOp('Tanh'),
  ClipByValue: kernel<'x', tf.ClipByValueAttrs>((g, { x }, { clipValueMin, clipValueMax }) =>
    clip(g, x, clipValueMin, clipValueMax),
  ),
  Step: kernel<'x', tf.StepAttrs>((g, { x }, { alpha }) => {
    const positive = isPositive(g, x);
    return alpha === 0
      ? cast(g, positive, x.dtype)
      : where(g, positive, g.scalar(1, x.dtype), g.scalar(alpha, x.dtype));
  }),
  Softmax: kernel<'logits', tf.SoftmaxAttrs>((g, { logits }, { dim }) =>
    g.node('Softmax', [logits], logits.shape, logits.dtype, { axis: dim }),
  ),
};
