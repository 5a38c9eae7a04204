import { expect, it } from 'vitest';
import { expectClose } from '../engine/testing/compare.ts';
import * as tf from '../tf.ts';
import { adam, type AdamState } from './adam.ts';

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
  let state: AdamState = { parameters: tf.tensor1d(start), moment1: tf.zeros([3]), moment2: tf.zeros([3]) };
  gradients.forEach((gradient, i) => {
    const update = i + 1;
    state = step(state, gradient, update, 0.01);
    plain.forEach((one, p) => one.step(gradient[p]!, update, 0.01));
    const expected = (field: 'theta' | 'm' | 'v') => plain.map((one) => one[field]);
    expectClose(state.parameters.dataSync(), expected('theta'), `parameters after update ${update}`, 1e-6);
    expectClose(state.moment1!.dataSync(), expected('m'), `moment1 after update ${update}`, 1e-6);
    expectClose(state.moment2.dataSync(), expected('v'), `moment2 after update ${update}`, 1e-6);
  });
});

it('takes a first step of the learning rate, whatever the size of the gradient', () => {
  const state = { parameters: tf.zeros([2]), moment1: tf.zeros([2]), moment2: tf.zeros([2]) };
  const { parameters } = step(state, [1e-4, -50], 1, 0.1);
  expectClose(parameters.dataSync(), [-0.1, 0.1], 'step', 1e-4);
});

it('goes on at full pace after a million updates', () => {
  const state = { parameters: tf.zeros([1]), moment1: tf.tensor1d([2]), moment2: tf.tensor1d([4]) };
  const { parameters } = step(state, [2], 1e6, 0.1);
  expect(parameters.dataSync()[0]).toBeCloseTo(-0.1, 5);
});

it('steps by the gradient itself without a first moment', () => {
  const state = { parameters: tf.tensor1d([1]), moment2: tf.tensor1d([0]) };
  const settings = { beta1: 0, beta2: 0.99, epsilon: 1e-8 };
  const at = { update: tf.tensor1d([1]), learningRate: tf.tensor1d([0.1]) };
  // v = 0.01 · 9, unbiased 9; w = 1 - 0.1 · 3 / 3.
  const next = adam(state, tf.tensor1d([3]), at, settings);
  expect(next.parameters.dataSync()[0]).toBeCloseTo(0.9, 6);
  expect(next.moment2.dataSync()[0]).toBeCloseTo(0.09, 6);
  expect(next.moment1).toBeUndefined();
});

it.each([
  [0, 5],
  [0.25, 4],
  [1, 1],
])('lets the target follow at the rate %d', (rate, expected) => {
  const state = {
    parameters: tf.tensor1d([1]),
    moment1: tf.zeros([1]),
    moment2: tf.zeros([1]),
    targetParameters: tf.tensor1d([5]),
  };
  const at = { update: tf.tensor1d([1]), learningRate: tf.tensor1d([0.1]), targetRate: tf.tensor1d([rate]) };
  expect(adam(state, tf.zeros([1]), at).targetParameters!.dataSync()[0]).toBe(expected);
});

function step(state: AdamState, gradient: number[], update: number, learningRate: number): AdamState {
  return adam(state, tf.tensor1d(gradient), {
    update: tf.tensor1d([update]),
    learningRate: tf.tensor1d([learningRate]),
  });
}
