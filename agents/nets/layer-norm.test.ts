import { expect, it } from 'vitest';
import { expectClose } from '../engine/testing/compare.ts';
import { finiteDifferences, gradient } from '../testing/finite-differences.ts';
import * as tf from '../tf.ts';
import { layerNorm } from './layer-norm.ts';

const parameters = { 'norm/gain': tf.tensor1d([0, 1, -1, 0]), 'norm/offset': tf.tensor1d([0, 0, 0, 5]) };

it('brings each row to mean 0 and variance 1, then scales and shifts its units', () => {
  const x = tf.tensor2d([
    [1, 3, 3, 1],
    [10, 30, 10, 30],
  ]);
  expectClose(layerNorm(parameters, 'norm', x).dataSync(), [-1, 2, 0, 4, -1, 2, 0, 6], 'rows', 1e-4);
});

it('is 0 where all units agree', () => {
  expect([...layerNorm(parameters, 'norm', tf.fill([1, 4], 7)).dataSync()]).toEqual([0, 0, 0, 5]);
});

it('has the gradient of its values', () => {
  const weighted = (x: tf.Tensor) =>
    tf.sum(tf.mul(layerNorm(parameters, 'norm', tf.reshape(x, [1, 4])), tf.tensor1d([1, -2, 3, 0.5])));
  const x = [0.3, -1, 2, 0.7];
  expectClose(gradient(weighted, x), finiteDifferences(weighted, x), 'gradient', 1e-2);
  expect(gradient(weighted, x).some((slope) => Math.abs(slope) > 0.1)).toBe(true);
});
