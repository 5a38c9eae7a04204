import { describe, expect, it } from 'vitest';
import { expectClose } from '../engine/testing/compare.ts';
import { discreteActions } from '../testing/spaces.ts';
import * as tf from '../tf.ts';
import { logSoftmaxPerDimension, oneHotActions, productSpace } from './product-space.ts';

const mixed = productSpace(discreteActions([2, 4, 3]));

it('lays the bins of all sub-actions side by side', () => {
  expect(mixed).toEqual({
    bins: [2, 4, 3],
    offsets: [0, 2, 6],
    columns: 9,
    columnDimension: [0, 0, 1, 1, 1, 1, 2, 2, 2],
    columnBin: [0, 1, 0, 1, 2, 3, 0, 1, 2],
  });
});

it('marks one bin of each sub-action', async () => {
  const oneHot = oneHotActions(
    mixed,
    tf.tensor2d(
      [
        [1, 0, 2],
        [0, 3, 1],
      ],
      undefined,
      'int32',
    ),
  );
  expect(oneHot.dtype).toBe('float32');
  expect(await oneHot.array()).toEqual([
    [0, 1, 1, 0, 0, 0, 0, 0, 1],
    [1, 0, 0, 0, 0, 1, 0, 1, 0],
  ]);
});

describe.each([{ bins: [3, 3, 3] }, { bins: [2, 4, 3] }, { bins: [5] }])('log-softmax of $bins bins', ({ bins }) => {
  const space = productSpace(discreteActions(bins));
  const logits = Array.from({ length: 2 }, (_, row) =>
    Array.from({ length: space.columns }, (_, column) => 3 * Math.sin(7 * row + 5 * column)),
  );

  it('is that of each sub-action by itself', () => {
    const expected = logits.flatMap((row) =>
      row.map((logit, column) => {
        const own = row.filter((_, other) => space.columnDimension[other] === space.columnDimension[column]);
        return logit - Math.log(own.reduce((sum, x) => sum + Math.exp(x), 0));
      }),
    );
    expectClose(logSoftmaxPerDimension(space, tf.tensor2d(logits)).dataSync(), expected, 'log-probabilities');
  });
});
