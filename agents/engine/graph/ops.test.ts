import fc from 'fast-check';
import { describe, it } from 'vitest';
import * as tf from '../../tf.ts';
import { expectSameOutputs, float, int } from '../testing/compare.ts';

const settings = { seed: 1, numRuns: 40 };
const shape = fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 4 });
/** A shape that broadcasts to the given one: shorter, or with lengths of one. */
const broadcastable = (to: readonly number[]) =>
  fc
    .tuple(fc.nat({ max: to.length }), fc.array(fc.boolean(), { minLength: to.length, maxLength: to.length }))
    .map(([skipped, ones]) => to.map((length, axis) => (ones[axis] ? 1 : length)).slice(skipped));
const shapes = shape.chain((full) =>
  fc.tuple(...Array.from({ length: 4 }, () => broadcastable(full)), fc.constant(full)),
);

describe('operations of any shapes that broadcast', () => {
  it('compute what the reference computes, with and without broadcasts of their own', () =>
    fc.assert(
      fc.asyncProperty(shapes, async ([a, b, c, d, full]) => {
        const inputs = { a: float(a!), b: float(b!), c: float(c!), choice: int(d!, 0, 2) };
        await expectSameOutputs(inputs, ({ a, b, c, choice }) => {
          const all = tf.broadcastTo(a!, full!);
          const sum = tf.add(tf.mul(all, tf.ones(full!)), tf.mul(tf.broadcastTo(b!, full!), c!));
          const chosen = tf.where(tf.greater(choice!, 0), tf.broadcastTo(b!, full!), all);
          return { sum, chosen, difference: tf.sub(sum, tf.reshape(chosen, full!)), total: tf.sum(sum, [], true) };
        });
      }),
      settings,
    ));

  it('have the gradients of the reference', () =>
    fc.assert(
      fc.asyncProperty(shapes, async ([a, b, c]) => {
        const loss = (...[x, y, z]: tf.Tensor[]) => tf.sum(tf.square(tf.sub(tf.mul(x!, y!), tf.tanh(z!)))) as tf.Scalar;
        await expectSameOutputs({ a: float(a!), b: float(b!), c: float(c!) }, ({ a, b, c }) => {
          const [x, y, z] = tf.grads(loss)([a!, b!, c!]);
          return { x: x!, y: y!, z: z! };
        });
      }),
      settings,
    ));
});
