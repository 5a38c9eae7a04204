import type { CastAttrs } from '../../tf.ts';
import type { DataType } from '../graph/graph.ts';
import { binary, cast, reshape, unary, where } from '../graph/ops.ts';
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

  // A condition of rank one chooses whole rows.
  Select: kernel<'condition' | 't' | 'e'>((g, { condition, t, e }) => {
    const isRowwise = condition.shape.length === 1 && t.shape.length > 1;
    const rows = isRowwise
      ? reshape(
          g,
          condition,
          t.shape.map((length, axis) => (axis === 0 ? length : 1)),
        )
      : condition;
    return where(g, rows, t, e);
  }),
  Cast: kernel<'x', CastAttrs>((g, { x }, { dtype }) => cast(g, x, dtype as DataType)),
  Identity: kernel<'x'>((_, { x }) => x),
};
