import { expect, it } from 'vitest';
import { expectClose } from '../engine/testing/compare.ts';
import * as tf from '../tf.ts';
import { actionGradient, actorLoss } from './policy-gradient.ts';

/** Q = 3 a_0 + 4 a_1² / 2 at the first state, a tenth of that at the second. */
const q = (action: tf.Tensor) => {
  const [first, second] = tf.split(action, 2, 1) as [tf.Tensor, tf.Tensor];
  const values = tf.add(tf.mul(first, 3), tf.mul(tf.square(second), 2));
  return tf.mul(tf.reshape(values, [-1]), tf.tensor1d([1, 0.1]));
};
const action = tf.tensor2d([
  [0.5, 1],
  [0.5, -1],
]);

it('shortens the slope of each sample to the clip, and leaves shorter ones', () => {
  // (3, 4) has length 5, (0.3, -0.4) has length 0.5.
  expectClose(actionGradient(q, action, 1).dataSync(), [0.6, 0.8, 0.3, -0.4], 'slopes');
  expectClose(actionGradient(q, action, 10).dataSync(), [3, 4, 0.3, -0.4], 'slopes');
});

it('is 0 at a summit, without a NaN', () => {
  const flat = (a: tf.Tensor) => tf.sum(tf.square(a), 1);
  expect([...actionGradient(flat, tf.zeros([1, 2]), 1).dataSync()].map(Math.abs)).toEqual([0, 0]);
});

it('moves each action along its slope', () => {
  const slope = tf.tensor2d([
    [0.6, 0.8],
    [0.3, -0.4],
  ]);
  expect(actorLoss(action, slope).dataSync()[0]).toBeCloseTo(-(0.5 * 0.6 + 0.8 + 0.5 * 0.3 + 0.4) / 2);
  const gradient = tf.grad((a: tf.Tensor) => actorLoss(a, slope))(action);
  expectClose(gradient.dataSync(), [-0.3, -0.4, -0.15, 0.2], 'gradient');
});
