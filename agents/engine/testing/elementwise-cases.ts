import * as tf from '../../tf.ts';
import { float, int } from './compare.ts';
import { type KernelCase, kernelCase, withoutGradient } from './kernel-case.ts';

type Unary = (x: tf.Tensor) => tf.Tensor;
type Binary = (a: tf.Tensor, b: tf.Tensor) => tf.Tensor;

const unary = (kernelName: string, op: Unary, low = -2, high = 2): KernelCase[] =>
  [[2, 3], []].map((shape) =>
    kernelCase(kernelName, `of [${shape}]`, { x: float(shape, low, high) }, ({ x }) => op(x!)),
  );

const pairs: readonly { a: number[]; b: number[] }[] = [
  { a: [2, 3], b: [2, 3] },
  { a: [2, 1, 3], b: [4, 1] },
  { a: [], b: [2, 3] },
  { a: [3, 1], b: [] },
  { a: [1, 1], b: [1] },
];

const binary = (kernelName: string, op: Binary, range: [number, number] = [-2, 2]): KernelCase[] =>
  pairs.map(({ a, b }) => {
    const inputs = { a: float(a, ...range), b: float(b, ...range) };
    return kernelCase(kernelName, `of [${a}] and [${b}]`, inputs, ({ a, b }) => op(a!, b!));
  });

/** tfjs's gradients of these do not sum over the axes that were broadcast. */
const binaryOfEqualShapes = (kernelName: string, op: Binary): KernelCase[] =>
  binary(kernelName, op).map((one, i) => (i === 0 ? one : withoutGradient(one)));

const binaryOfIntegers = (kernelName: string, op: Binary): KernelCase =>
  kernelCase(kernelName, 'of integers', { a: int([4, 3], -9, 9), b: int([3], -4, 4) }, ({ a, b }) => op(a!, b!));

/** No divisor is zero, not even where compiling tries a program on zeros. */
const divisionOfIntegers = (kernelName: string, op: Binary): KernelCase =>
  kernelCase(kernelName, 'of integers', { a: int([4, 3], -9, 9), b: int([3], 0, 3) }, ({ a, b }) =>
    op(a!, tf.add(b!, tf.scalar(1, 'int32'))),
  );

const isPositive: Unary = (x) => tf.greater(x, 0);
const logical = (kernelName: string, op: Binary): KernelCase[] =>
  binary(kernelName, (a, b) => op(isPositive(a), isPositive(b)));

/** Kernels that compute each element by itself. */
export const elementwiseCases: readonly KernelCase[] = [
  ...binary('Add', tf.add),
  ...binary('Sub', tf.sub),
  ...binary('Multiply', tf.mul),
  ...binary('RealDiv', tf.div, [0.5, 2]),
  ...binaryOfEqualShapes('Maximum', tf.maximum),
  ...binaryOfEqualShapes('Minimum', tf.minimum),
  ...binary('Pow', tf.pow, [0.5, 2]),
  ...binaryOfEqualShapes('SquaredDifference', tf.squaredDifference),
  ...binary('FloorDiv', tf.floorDiv, [0.5, 2]),
  // Apart, so that no remainder is near a jump.
  kernelCase('Mod', 'of both signs', { a: float([20], 2, 3), b: float([20], 1.1, 1.9) }, ({ a, b }) => [
    tf.mod(a!, b!),
    tf.mod(tf.neg(a!), b!),
    tf.mod(a!, tf.neg(b!)),
  ]),
  ...[
    { kernelName: 'Add', op: tf.add },
    { kernelName: 'Sub', op: tf.sub },
    { kernelName: 'Multiply', op: tf.mul },
    { kernelName: 'Maximum', op: tf.maximum },
    { kernelName: 'Minimum', op: tf.minimum },
    { kernelName: 'Equal', op: tf.equal },
    { kernelName: 'Less', op: tf.less },
  ].map(({ kernelName, op }) => binaryOfIntegers(kernelName, op)),
  divisionOfIntegers('FloorDiv', tf.floorDiv),
  divisionOfIntegers('Mod', tf.mod),
  kernelCase('Pow', 'with a constant', { x: float([4], 0.5, 2) }, ({ x }) => [tf.pow(x!, 2), tf.pow(0.999, x!)]),
  kernelCase('AddN', 'of three', { a: float([3]), b: float([3]), c: float([3]) }, ({ a, b, c }) =>
    tf.addN([a!, b!, c!]),
  ),

  ...unary('Abs', tf.abs),
  ...unary('Neg', tf.neg),
  ...unary('Sign', tf.sign),
  ...unary('Reciprocal', tf.reciprocal, 0.5, 2),
  ...unary('Square', tf.square),
  ...unary('Sqrt', tf.sqrt, 0.1, 4),
  ...unary('Rsqrt', tf.rsqrt, 0.1, 4),
  ...unary('Exp', tf.exp),
  ...unary('Expm1', tf.expm1),
  ...unary('Log', tf.log, 0.1, 4),
  ...unary('Log1p', tf.log1p, -0.5, 4),
  ...unary('Erf', tf.erf),
  ...unary('Floor', tf.floor),
  ...unary('Ceil', tf.ceil),
  ...unary('Round', tf.round),

  ...unary('Sin', tf.sin),
  ...unary('Cos', tf.cos),
  ...unary('Tan', tf.tan, -1, 1),
  ...unary('Asin', tf.asin, -0.9, 0.9),
  ...unary('Acos', tf.acos, -0.9, 0.9),
  ...unary('Atan', tf.atan),
  ...unary('Sinh', tf.sinh),
  ...unary('Cosh', tf.cosh),
  ...unary('Asinh', tf.asinh),
  ...unary('Acosh', tf.acosh, 1.1, 3),
  ...unary('Atanh', tf.atanh, -0.9, 0.9),

  ...unary('Relu', tf.relu),
  ...unary('Relu6', tf.relu6, -9, 9),
  ...unary('LeakyRelu', (x) => tf.leakyRelu(x, 0.1)),
  ...unary('Elu', tf.elu),
  kernelCase(
    'EluGrad',
    'of both signs',
    { dy: float([20]), y: float([20], -1, 1) },
    ({ dy, y }) => tf.engine().runKernel('EluGrad', { dy: dy!, y: y! }) as tf.Tensor,
  ),
  ...unary('Sigmoid', tf.sigmoid, -9, 9),
  ...unary('Softplus', tf.softplus, -9, 9),
  ...unary('Tanh', tf.tanh),
  ...unary('ClipByValue', (x) => tf.clipByValue(x, -1, 0.5)),
  ...unary('ClipByValue', (x) => tf.clipByValue(x, -1, Infinity)).map(withoutGradient),
  ...unary('Step', (x) => tf.step(x)),
  ...unary('Step', (x) => tf.step(x, 0.3)),

  ...binary('Equal', (a, b) => tf.equal(tf.round(a), tf.round(b))),
  ...binary('NotEqual', (a, b) => tf.notEqual(tf.round(a), tf.round(b))),
  ...binary('Less', tf.less),
  ...binary('LessEqual', tf.lessEqual),
  ...binary('Greater', tf.greater),
  ...binary('GreaterEqual', tf.greaterEqual),
  ...logical('LogicalAnd', tf.logicalAnd),
  ...logical('LogicalOr', tf.logicalOr),
  ...unary('LogicalNot', (x) => tf.logicalNot(isPositive(x))),
  ...unary('IsNan', (x) => tf.isNaN(tf.sqrt(x))),
  ...binary('Equal', (a, b) => tf.equal(isPositive(a), isPositive(b))),

  // tfjs asks a condition for its gradient if that depends on what one differentiates by.
  kernelCase('Select', 'by element', { t: float([3, 2]), e: float([3, 2]), c: int([3, 2], -2, 2) }, ({ c, t, e }) =>
    tf.where(isPositive(c!), t!, e!),
  ),
  kernelCase('Select', 'broadcast', { t: float([1, 2]), e: float([]), c: int([3, 1], -2, 2) }, ({ c, t, e }) =>
    tf.where(isPositive(c!), t!, e!),
  ),
  kernelCase('Select', 'of booleans', { t: int([9], 0, 2), e: int([9], 0, 2), c: int([9], 0, 2) }, ({ c, t, e }) =>
    tf.where(isPositive(c!), isPositive(t!), isPositive(e!)),
  ),
  ...unary('Cast', (x) => tf.cast(x, 'int32'), -5, 5),
  ...unary('Cast', (x) => tf.cast(x, 'float32')),
  ...unary('Cast', (x) => tf.cast(isPositive(x), 'float32')).map(withoutGradient),
  ...unary('Cast', (x) => tf.cast(tf.round(x), 'bool')),
  ...unary('Identity', (x) => tf.clone(x)),
];
