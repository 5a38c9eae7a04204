import { describe, expect, it } from 'vitest';
import { CONTINUOUS_INTERVALS, type ActionSpec } from '../../contracts/spec.ts';
import { Random } from '../../contracts/random.ts';
import { expectFrequencies } from '../testing/chi-square.ts';
import { finiteDifferences, gradient } from '../testing/finite-differences.ts';
import { actionsOf, continuousActions, discreteActions, partOf } from '../testing/spaces.ts';
import * as tf from '../tf.ts';
import { FactoredPolicy } from './factored-policy.ts';

const hybrid = actionsOf('hybrid', [3, 2]);
/** Three logits; a mean and a spread. */
const output = [0.5, -1, 2, 0.4, 1];

const policyOf = (action: ActionSpec, numbers: readonly number[], states = 1) =>
  new FactoredPolicy({ action }, tf.tile(tf.tensor2d([[...numbers]]), [states, 1]));

const numbersOf = (tensor: tf.Tensor) => [...tensor.dataSync()];

describe('a policy of a bin and a number', () => {
  const policy = policyOf(hybrid, output);
  const weights = [0.5, -1, 2].map(Math.exp);
  const softmax = weights.map((weight) => weight / weights.reduce((sum, one) => sum + one, 0));
  const deviation = Math.exp(2 * Math.tanh(1) - 0.5);

  it('holds the likeliest bin and the squashed mean best', () => {
    const [bin, number] = numbersOf(policy.mode());
    expect(bin).toBe(2);
    expect(number).toBeCloseTo(Math.tanh(0.4), 6);
  });

  it('multiplies the probability of the bin and the density of the number', () => {
    const number = 0.6;
    const distance = (Math.atanh(number) - 0.4) / deviation;
    const density = Math.exp(-(distance ** 2) / 2) / (deviation * Math.sqrt(2 * Math.PI)) / (1 - number ** 2);
    const [actual] = numbersOf(policy.logProbability(tf.tensor2d([[0, number]])));
    expect(actual).toBeCloseTo(Math.log(softmax[0]! * density), 4);
  });

  it('adds the entropies of the bins and of the normal', () => {
    const ofBins = softmax.reduce((sum, p) => sum - p * Math.log(p), 0);
    const ofNormal = Math.log(deviation * Math.sqrt(2 * Math.PI * Math.E));
    expect(numbersOf(policy.entropy())[0]).toBeCloseTo(ofBins + ofNormal, 5);
  });

  it('draws as its choices tell', () => {
    const count = 20_000;
    const random = new Random(1);
    const noise = (draw: () => number) => tf.tensor2d(Array.from({ length: 2 * count }, draw), [count, 2]);
    const drawn = policyOf(hybrid, output, count).sample({
      uniform: noise(() => random.uniform()),
      normal: noise(() => random.normal()),
    });
    const actions = numbersOf(drawn);
    const probabilities = numbersOf(policy.choices());
    hybrid.forEach((dimension, d) => {
      const own = d === 0 ? probabilities.slice(0, 3) : probabilities.slice(3);
      const counts = own.map(() => 0);
      for (let i = d; i < actions.length; i += 2) counts[partOf(dimension, actions[i]!, own.length)]!++;
      expectFrequencies(counts, own);
    });
  });
});

it.each([
  { title: 'one bin', action: discreteActions([4]), numbers: [0.1, 1, -0.5, 0.3], taken: [2] },
  { title: 'one number', action: continuousActions(1), numbers: [0.3, 0.2], taken: [-0.7] },
  { title: 'both', action: hybrid, numbers: output, taken: [1, 0.2] },
])('has the gradient of its log-probability and entropy: $title', ({ action, numbers, taken }) => {
  const f = (x: tf.Tensor) => {
    const policy = new FactoredPolicy({ action }, tf.reshape(x, [1, -1]));
    return tf.sum(tf.add(policy.logProbability(tf.tensor2d([taken])), tf.mul(policy.entropy(), 0.3)));
  };
  const numeric = finiteDifferences(f, numbers);
  gradient(f, numbers).forEach((slope, i) => expect(slope).toBeCloseTo(numeric[i]!, 2));
});

it('stays finite at the ends of the range and with any output of the network', () => {
  for (const numbers of [
    [0, 0],
    [1e3, 1e3],
    [-1e3, -1e3],
  ]) {
    const policy = policyOf(continuousActions(1), numbers, 3);
    const all = [
      policy.mode(),
      policy.logProbability(tf.tensor2d([[-1], [0], [1]])),
      policy.entropy(),
      policy.choices(),
    ].flatMap(numbersOf);
    expect(all.every(Number.isFinite)).toBe(true);
    const total = numbersOf(policy.choices())
      .slice(0, CONTINUOUS_INTERVALS)
      .reduce((sum, p) => sum + p, 0);
    expect(total).toBeCloseTo(1, 5);
  }
});
