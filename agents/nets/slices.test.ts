import { expect, it } from 'vitest';
import { CONTINUOUS_INTERVALS } from '../../contracts/spec.ts';
import * as tf from '../tf.ts';
import { productOfBins } from './product-space.ts';
import { slicesThrough } from './slices.ts';

it('change one sub-action at a time, to each of its bins or the middles of its intervals', () => {
  const actions = tf.tensor2d([
    [1, 0.5],
    [0, -1],
  ]);
  const slices = slicesThrough(productOfBins([3, 0]), actions).arraySync() as number[][][];
  expect(slices.map((own) => own.slice(0, 3))).toEqual([
    [
      [0, 0.5],
      [1, 0.5],
      [2, 0.5],
    ],
    [
      [0, -1],
      [1, -1],
      [2, -1],
    ],
  ]);
  const along = slices[0]!.slice(3);
  expect(along).toHaveLength(CONTINUOUS_INTERVALS);
  expect(along.every(([bin]) => bin === 1)).toBe(true);
  const width = 2 / CONTINUOUS_INTERVALS;
  along.forEach(([, value], k) => expect(value).toBeCloseTo(-1 + (k + 0.5) * width, 6));
});
