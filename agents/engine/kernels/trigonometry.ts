import { unary } from '../graph/ops.ts';
import { type Kernel, type KernelTable, kernel } from './kernel.ts';

const names = 'Sin Cos Tan Asin Acos Atan Sinh Cosh Asinh Acosh Atanh'.split(' ');
const sameInOnnx = (opType: string): Kernel => kernel<'x'>((g, { x }) => unary(g, opType, x));

/** Circular and hyperbolic functions: tfjs and ONNX agree on their names. */
export const trigonometry: KernelTable = Object.fromEntries(names.map((name) => [name, sameInOnnx(name)]));
