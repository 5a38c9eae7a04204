import type * as tf from '../../tf.ts';
import type { DataType } from '../graph/graph.ts';
import { binary, cast, unary, where } from '../graph/ops.ts';
import { type KernelTable, kernel } from './kernel.ts';

const test = (opType: string) => kernel<'a' | 'b'>((g, { a, b }) => binary(g, opType, a, b, 'bool'));

/** Comparisons, boolean operations, choices and changes of type. */
export const logic: KernelTable = {
  Equal: test('Equal'),
  NotEqual: kernel<'a' | 'b'>((g, { a, b }) => unary(g, 'Not', binary(g, 'Equal', a, b, 'bool'))),
  Less: test('Less'),
  LessEqual: test('LessOrEqual'),
  Greater: test('Greater'),
  GreaterEqual: test('GreaterOrEqual'),
  LogicalAnd: test('And'),
  LogicalOr: test('Or'),
  LogicalNot: kernel<'x'>((g, { x }) => unary(g, 'Not', x)),
  IsNan: kernel<'x'>((g, { x }) => g.node('IsNaN', [x], x.shape, 'bool')),

  Select: kernel<'condition' | 't' | 'e'>((g, { condition, t, e }) => where(g, condition, t, e)),
  Cast: kernel<'x', tf.CastAttrs>((g, { x }, { dtype }) => cast(g, x, dtype as DataType)),
  Identity: kernel<'x'>((_, { x }) => x),
};
