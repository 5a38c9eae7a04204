import { describe, expect, it } from 'vitest';
import { expectClose } from '../engine/testing/compare.ts';
import { finiteDifferences, gradient } from '../testing/finite-differences.ts';
import * as tf from '../tf.ts';
import { huber } from './huber.ts';

describe('huber', () => {
  it('is half the square within ±delta and linear beyond', () => {
    const x = [-3, -2, -1, -0.5, 0, 0.5, 1, 2, 3];
    // delta 2: |x| - 1, times 2, beyond; x²/2 within.
    expect([...huber(tf.tensor1d(x), 2).dataSync()]).toEqual([4, 2, 0.5, 0.125, 0, 0.125, 0.5, 2, 4]);
  });

  it('has the clipped error as its gradient', () => {
    const x = [-5, -1.5, -0.7, 0.3, 0.9, 1.1, 40];
    const loss = (x: tf.Tensor) => tf.sum(huber(x, 1));
    expectClose(gradient(loss, x), [-1, -1, -0.7, 0.3, 0.9, 1, 1], 'gradient');
    expectClose(gradient(loss, x), finiteDifferences(loss, x), 'gradient', 1e-3);
  });

  it('has no gradient at 0', () => expect(gradient((x) => huber(x, 1), [0])[0]).toBeCloseTo(0));
});
