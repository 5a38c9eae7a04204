import { describe, expect, it } from 'vitest';
import { choiceOf, CONTINUOUS_INTERVALS } from '../../contracts/spec.ts';
import { expectClose } from '../engine/testing/compare.ts';
import { discreteActions } from '../testing/spaces.ts';
import * as tf from '../tf.ts';
import { encodeActions, logSoftmaxPerDimension, oneHotChoices, productSpace } from './product-space.ts';

const mixed = productSpace(discreteActions([2, 4, 3]));

it('lays the bins of all sub-actions side by side', () => {
  const columns = {
    counts: [2, 4, 3],
    offsets: [0, 2, 6],
    total: 9,
    dimension: [0, 0, 1, 1, 1, 1, 2, 2, 2],
    index: [0, 1, 0, 1, 2, 3, 0, 1, 2],
  };
  expect(mixed).toEqual({ bins: [2, 4, 3], features: columns, choices: columns });
});

const hybrid = productSpace([...discreteActions([3]), { name: 'slide', unit: 'm', low: 0, high: 1 }]);

it('gives a continuous sub-action knots and intervals', () => {
  expect([hybrid.features.counts, hybrid.choices.counts]).toEqual([
    [3, 11],
    [3, CONTINUOUS_INTERVALS],
  ]);
});

it.each([encodeActions, oneHotChoices])('marks one bin of each discrete sub-action: %o', async (encode) => {
  const actions = tf.tensor2d([
    [1, 0, 2],
    [0, 3, 1],
  ]);
  expect(await encode(mixed, actions).array()).toEqual([
    [0, 1, 1, 0, 0, 0, 0, 0, 1],
    [1, 0, 0, 0, 0, 1, 0, 1, 0],
  ]);
});

it('weighs the knots on both sides of a value', () => {
  const knots = encodeActions(hybrid, tf.tensor2d([[2, 0.25]]))
    .dataSync()
    .subarray(3);
  // 0.25 lies between the knots 0.2 and 0.4, a quarter of the way.
  expectClose(knots, [0, 0, 0, 0, 0, 0, 0.75, 0.25, 0, 0, 0], 'knots');
});

it('interpolates whatever is linear in the value exactly', () => {
  const knots = Array.from({ length: 11 }, (_, k) => k / 5 - 1);
  const values = [-1, -0.77, 0, 0.01, 0.5, 0.999, 1];
  const features = encodeActions(hybrid, tf.tensor2d(values.map((value) => [0, value]))).arraySync() as number[][];
  for (const row of features) expect(row.slice(3).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 5);
  const interpolated = features.map((row) => row.slice(3).reduce((sum, weight, k) => sum + weight * knots[k]!, 0));
  expectClose(interpolated, values, 'values');
});

it('finds the interval that holds a value, as whoever shows a histogram does', () => {
  const values = [-1, -0.91, -0.89, 0, 0.001, 0.95, 1];
  const rows = oneHotChoices(hybrid, tf.tensor2d(values.map((value) => [1, value]))).arraySync() as number[][];
  const found = rows.map((row) => row.slice(3).flatMap((mark, k) => (mark === 1 ? [k] : [])));
  expect(found).toEqual([[0], [0], [1], [10], [10], [19], [19]]);
  expect(found.flat()).toEqual(values.map((value) => choiceOf({ name: '', unit: '', low: 0, high: 1 }, value)));
});

describe.each([{ bins: [3, 3, 3] }, { bins: [2, 4, 3] }, { bins: [5] }])('log-softmax of $bins bins', ({ bins }) => {
  const space = productSpace(discreteActions(bins));
  const logits = Array.from({ length: 2 }, (_, row) =>
    Array.from({ length: space.choices.total }, (_, column) => 3 * Math.sin(7 * row + 5 * column)),
  );

  it('is that of each sub-action by itself', () => {
    const expected = logits.flatMap((row) =>
      row.map((logit, column) => {
        const own = row.filter((_, other) => space.choices.dimension[other] === space.choices.dimension[column]);
        return logit - Math.log(own.reduce((sum, x) => sum + Math.exp(x), 0));
      }),
    );
    expectClose(logSoftmaxPerDimension(space, tf.tensor2d(logits)).dataSync(), expected, 'log-probabilities');
  });
});
