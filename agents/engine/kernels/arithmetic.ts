import { binary, broadcastShape, cast, unary, where } from '../graph/ops.ts';
import { type KernelTable, kernel } from './kernel.ts';

const binaryOp = (opType: string) => kernel<'a' | 'b'>((g, { a, b }) => binary(g, opType, a, b));
const unaryOp = (opType: string) => kernel<'x'>((g, { x }) => unary(g, opType, x));

/** Sums, products, powers and the like of numbers. */
export const arithmetic: KernelTable = {
  Add: binaryOp('Add'),
  Sub: binaryOp('Sub'),
  Multiply: binaryOp('Mul'),
  RealDiv: binaryOp('Div'),
  Maximum: binaryOp('Max'),
  Minimum: binaryOp('Min'),
  Pow: binaryOp('Pow'),
  AddN: (g, inputs) => Object.values(inputs).reduce((sum, x) => binary(g, 'Add', sum, x)),
  SquaredDifference: kernel<'a' | 'b'>((g, { a, b }) => {
    const difference = binary(g, 'Sub', a, b);
    return binary(g, 'Mul', difference, difference);
  }),
  // Through float32: exact for quotients of integers below 2^24. ONNX would round towards zero.
  FloorDiv: kernel<'a' | 'b'>((g, { a, b }) => {
    const quotient = binary(g, 'Div', cast(g, a, 'float32'), cast(g, b, 'float32'));
    return cast(g, unary(g, 'Floor', quotient), 'int32');
  }),
  // The remainder has the divisor's sign; fmod's has the dividend's.
  Mod: kernel<'a' | 'b'>((g, { a, b }) => {
    const remainder = g.node('Mod', [a, b], broadcastShape(a.shape, b.shape), a.dtype, { fmod: 1 });
    const signsDiffer = binary(g, 'Less', binary(g, 'Mul', remainder, b), g.scalar(0, a.dtype), 'bool');
    return where(g, signsDiffer, binary(g, 'Add', remainder, b), remainder);
  }),

  Abs: unaryOp('Abs'),
  Neg: unaryOp('Neg'),
  Sign: unaryOp('Sign'),
  Reciprocal: unaryOp('Reciprocal'),
  Square: kernel<'x'>((g, { x }) => binary(g, 'Mul', x, x)),
  Sqrt: unaryOp('Sqrt'),
  Rsqrt: kernel<'x'>((g, { x }) => unary(g, 'Reciprocal', unary(g, 'Sqrt', x))),
  Exp: unaryOp('Exp'),
  Expm1: kernel<'x'>((g, { x }) => binary(g, 'Sub', unary(g, 'Exp', x), g.scalar(1))),
  Log: unaryOp('Log'),
  Log1p: kernel<'x'>((g, { x }) => unary(g, 'Log', binary(g, 'Add', x, g.scalar(1)))),
  Erf: unaryOp('Erf'),

  Floor: unaryOp('Floor'),
  Ceil: unaryOp('Ceil'),
  Round: unaryOp('Round'),
};
