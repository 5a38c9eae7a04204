import fc from 'fast-check';
import { it } from 'vitest';
import { Random } from '../../contracts/random.ts';
import { expectClose } from '../engine/testing/compare.ts';
import * as tf from '../tf.ts';
import { initialParameters, unflatten, type Parameters } from './parameters.ts';
import { nextStatistics, runningNorm, runningNormSpecs } from './running-norm.ts';

const specs = runningNormSpecs('norm', 2);
const fresh = (): Parameters => unflatten(tf.tensor1d(initialParameters(specs, new Random(1))), specs);

it('changes nothing before it has seen anything', () => {
  expectClose(runningNorm(fresh(), 'norm', tf.tensor2d([[3, -2]])).dataSync(), [3, -2], 'x', 1e-4);
});

it('is mean and variance of all batches together', () => {
  const entry = fc.float({ min: -10, max: 10, noNaN: true });
  const batch = fc.array(fc.tuple(entry, entry), { minLength: 3, maxLength: 3 });
  fc.assert(
    fc.property(fc.array(batch, { minLength: 1, maxLength: 6 }), (batches) => {
      const seen = batches.reduce<Parameters>((parameters, rows, i) => {
        return nextStatistics(parameters, 'norm', tf.tensor2d(rows), tf.tensor1d([i + 1]));
      }, fresh());
      const all = tf.tensor2d(batches.flat());
      const { mean, variance } = tf.moments(all, 0);
      expectClose(seen['norm/mean']!.dataSync(), mean.dataSync(), 'mean', 1e-4);
      expectClose(tf.add(seen['norm/variance']!, 1).dataSync(), variance.dataSync(), 'variance', 1e-4);
    }),
    { seed: 1, numRuns: 50 },
  );
});

it('then brings what it has seen to mean 0 and variance 1', () => {
  const x = tf.tensor2d([
    [1, 30],
    [3, 10],
  ]);
  const seen = nextStatistics(fresh(), 'norm', x, tf.tensor1d([1]));
  expectClose(runningNorm(seen, 'norm', x).dataSync(), [-1, 1, 1, -1], 'x', 1e-4);
});
