import { expect, it } from 'vitest';
import { expectClose } from '../engine/testing/compare.ts';
import * as tf from '../tf.ts';
import { adam } from './adam.ts';

/** Algorithm 1 of Kingma & Ba (2015), one parameter at a time, in double precision. */
class PlainAdam {
  m = 0;
  v = 0;
  theta: number;

  constructor(theta: number) {
    this.theta = theta;
  }

  step(gradient: number, t: number, alpha: number): void {
    this.m = 0.9 * this.m + 0.1 * gradient;
    this.v = 0.999 * this.v + 0.001 * gradient ** 2;
    const unbiasedM = this.m / (1 - 0.9 ** t);
    const unbiasedV = this.v / (1 - 0.999 ** t);
    this.theta -= (alpha * unbiasedM) / (Math.sqrt(unbiasedV) + 1e-8);
  }
}

const start = [1, -2, 0.5];
const gradients = [
  [0.1, -3, 0],
  [-0.2, -3, 0],
  [0.4, 1, 1e-3],
  [0.1, 2, 0],
];

it('follows algorithm 1 with its bias corrections', () => {
  const plain = start.map((theta) => new PlainAdam(theta));
  let parameters: tf.Tensor = tf.tensor1d(start);
  let moments = { moment1: tf.zeros([3]), moment2: tf.zeros([3]) };
  gradients.forEach((gradient, i) => {
    const update = i + 1;
    const { parameters: next, ...nextMoments } = adam(
      parameters,
      tf.tensor1d(gradient),
      moments,
      tf.tensor1d([update]),
      tf.tensor1d([0.01]),
    );
    [parameters, moments] = [next, nextMoments as typeof moments];
    plain.forEach((one, p) => one.step(gradient[p]!, update, 0.01));
    const expected = (field: 'theta' | 'm' | 'v') => plain.map((one) => one[field]);
    expectClose(parameters.dataSync(), expected('theta'), `parameters after update ${update}`, 1e-6);
    expectClose(moments.moment1.dataSync(), expected('m'), `moment1 after update ${update}`, 1e-6);
    expectClose(moments.moment2.dataSync(), expected('v'), `moment2 after update ${update}`, 1e-6);
  });
});

it('takes a first step of the learning rate, whatever the size of the gradient', () => {
  const gradient = tf.tensor1d([1e-4, -50]);
  const moments = { moment1: tf.zeros([2]), moment2: tf.zeros([2]) };
  const { parameters } = adam(tf.zeros([2]), gradient, moments, tf.tensor1d([1]), tf.tensor1d([0.1]));
  expectClose(parameters.dataSync(), [-0.1, 0.1], 'step', 1e-4);
});

it('goes on at full pace after a million updates', () => {
  const moments = { moment1: tf.tensor1d([2]), moment2: tf.tensor1d([4]) };
  const { parameters } = adam(tf.zeros([1]), tf.tensor1d([2]), moments, tf.tensor1d([1e6]), tf.tensor1d([0.1]));
  expect(parameters.dataSync()[0]).toBeCloseTo(-0.1, 5);
});
