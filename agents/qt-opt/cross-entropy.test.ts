import { describe, expect, it } from 'vitest';
import { Random } from '../../contracts/random.ts';
import { expectClose } from '../engine/testing/compare.ts';
import { productOfBins } from '../nets/product-space.ts';
import { rowsOf } from '../testing/rows.ts';
import * as tf from '../tf.ts';
import { maximizeByCrossEntropy } from './cross-entropy.ts';
import { nearestActions, relax, relaxedColumns } from './relaxed-actions.ts';

const hybrid = productOfBins([3, 0]);

describe('the relaxed space', () => {
  const actions = tf.tensor2d([
    [2, -0.5],
    [0, 1],
  ]);

  it('has the bins of discrete sub-actions as columns, and one column for a continuous one', () => {
    expect(relaxedColumns(hybrid).counts).toEqual([3, 1]);
    expect(relax(hybrid, actions).arraySync()).toEqual([
      [0, 0, 1, -0.5],
      [1, 0, 0, 1],
    ]);
  });

  it('has a nearest action to every point', () => {
    expect(nearestActions(hybrid, relax(hybrid, actions)).arraySync()).toEqual(actions.arraySync());
    const points = tf.tensor2d([
      [0.2, 0.7, 0.6, -1.5],
      [-3, -4, -2, 0.25],
    ]);
    expect(nearestActions(hybrid, points).arraySync()).toEqual([
      [1, -1],
      [2, 0.25],
    ]);
  });
});

describe('the cross-entropy method', () => {
  /** Values 0, 0.5 and -1 of one continuous sub-action; the two best by Q = a of state 0 and Q = -a of state 1. */
  const line = productOfBins([0]);
  const first = tf.tensor2d([[0], [0.5], [-1]]);
  const slopes = tf.tensor2d([[1], [-1]]);
  const score = (candidates: tf.Tensor) => {
    const values = tf.reshape(candidates, [candidates.rank === 2 ? 1 : 2, 3]);
    return tf.mul(slopes, values);
  };

  it('draws around the mean of the elites with their deviation, in each state', () => {
    const noise = tf.tensor3d([[[0], [1], [-2]]]);
    const found = maximizeByCrossEntropy(line, score, 2, first, noise);
    // Elites 0.5 and 0: mean 0.25, deviation 0.25. Elites -1 and 0: mean -0.5, deviation 0.5; -1.5 is clipped.
    expectClose(found.later[0]!.actions.dataSync(), [0.25, 0.5, -0.25, -0.5, 0, -1], 'last');
    expectClose(found.later[0]!.q.dataSync(), [0.25, 0.5, -0.25, 0.5, 0, 1], 'lastQ');
    expectClose(found.first.q.dataSync(), [0, 0.5, -1, 0, -0.5, 1], 'firstQ');
    expectClose(found.action.dataSync(), [0.5, -1], 'action');
    expectClose(found.q.dataSync(), [0.5, 1], 'q');
  });

  it('never loses the best of what it scored', () => {
    const noise = tf.tensor3d([[[-3], [-3], [-3]]]);
    const { action, later, q } = maximizeByCrossEntropy(line, score, 1, first, noise);
    expectClose(action.dataSync(), [0.5, -1], 'action');
    expect(Math.max(...later.at(-1)!.q.dataSync().slice(0, 3))).toBeLessThanOrEqual(q.dataSync()[0]!);
  });

  it('chooses bins as the elites did where they all agree', () => {
    const bins = productOfBins([4]);
    const wanted = (candidates: tf.Tensor) => tf.cast(tf.equal(tf.reshape(candidates, [1, -1]), 2), 'float32');
    const noise = tf.tensor3d([Array.from({ length: 4 }, () => [9, -9, 3, 9])]);
    const found = maximizeByCrossEntropy(bins, wanted, 2, tf.tensor2d([[2], [0], [2], [3]]), noise);
    expect([...found.later[0]!.actions.dataSync()]).toEqual([2, 2, 2, 2]);
  });

  it('comes near the maximum of a smooth function of many sub-actions, nearer than as many uniform draws', () => {
    const space = productOfBins(Array<number>(6).fill(0));
    const random = new Random(1);
    const best = Array.from({ length: 6 }, () => random.between(-0.8, 0.8));
    const q = (candidates: tf.Tensor) => {
      const distance = tf.sum(tf.square(tf.sub(candidates, tf.tensor1d(best))), -1);
      return tf.neg(tf.reshape(distance, [1, -1]));
    };
    const draws = (count: number) => Array.from({ length: count * 6 }, () => random.between(-1, 1));
    const normals = Array.from({ length: 4 * 64 * 6 }, () => random.normal());
    const found = maximizeByCrossEntropy(
      space,
      q,
      6,
      tf.tensor2d(draws(64), [64, 6]),
      tf.tensor3d(normals, [4, 64, 6]),
    );
    const uniform = tf.max(q(tf.tensor2d(draws(5 * 64), [5 * 64, 6]))).dataSync()[0]!;
    expect(found.q.dataSync()[0]).toBeGreaterThan(-0.05);
    expect(found.q.dataSync()[0]).toBeGreaterThan(uniform / 3);
  });

  it('gives a valid action where every Q is NaN', () => {
    const nowhere = (candidates: tf.Tensor) => tf.fill([1, candidates.shape.at(-2)!], NaN);
    const noise = tf.tensor3d([
      [
        [0, 1, 2, 0.5],
        [0, 0, 0, 0],
      ],
    ]);
    const { action } = maximizeByCrossEntropy(
      hybrid,
      nowhere,
      1,
      tf.tensor2d([
        [1, 0.5],
        [2, 0],
      ]),
      noise,
    );
    const [[bin, value]] = rowsOf(action.dataSync(), 2) as [[number, number]];
    expect([0, 1, 2]).toContain(bin);
    expect(Math.abs(value)).toBeLessThanOrEqual(1);
  });
});
