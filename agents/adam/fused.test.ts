import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as tf from '../tf.ts';
import type { AdamOperands } from './adam.ts';
import { fusedAdam } from './fused.ts';
import { composeStep } from './reference.ts';

const [BETA1, BETA2] = [0.9, 0.999];

const vector = (length: number) =>
  fc.array(fc.float({ noNaN: true, min: -1e3, max: 1e3 }), { minLength: length, maxLength: length });
const square = (length: number) => vector(length).map((values) => values.map((value) => Math.fround(value * value)));

const problem = fc.integer({ min: 1, max: 23 }).chain((length) =>
  fc.record({
    parameters: vector(length),
    moment1: fc.option(vector(length), { nil: undefined }),
    moment2: square(length),
    targetParameters: fc.option(vector(length), { nil: undefined }),
    gradient: vector(length),
    stepSize: fc.float({ min: Math.fround(1e-6), max: 1, noNaN: true }).map((value) => [value] as number[]),
    epsilon: fc.constant([Math.fround(1e-8)]),
    targetRate: fc.constantFrom(0, Math.fround(0.005), 1).map((value): number[] => [value]),
  }),
);

it('gives the bits of the composed step, in place', async () => {
  await fc.assert(
    fc.asyncProperty(problem, async ({ targetRate, ...all }) => {
      const values = Object.entries({ ...all, ...(all.targetParameters && { targetRate }) }).filter(
        ([, value]) => value,
      );
      const specs = Object.fromEntries(
        values.map(([name, value]) => [name, { shape: [value!.length], dtype: 'float32' } as const]),
      );
      const kernel = await fusedAdam.instantiate(specs, { beta1: BETA1, beta2: BETA2 }, 1);
      for (const [name, value] of values) kernel.inputs[name]!.set(value!);
      kernel.run();

      const operands = Object.fromEntries(values.map(([name, value]) => [name, tf.tensor1d([...value!])]));
      const expected = composeStep(operands as unknown as AdamOperands, BETA1, BETA2);
      for (const [name, tensor] of Object.entries(expected)) {
        const actual = kernel.inputs[name]!;
        expect(kernel.outputs).toContain(actual);
        expect(
          [...actual].map((value) => value + 0),
          name,
        ).toEqual([...tensor.dataSync()].map((value) => value + 0));
      }
    }),
    { seed: 1, numRuns: 200 },
  );
});

it('hands on what is not a number', async () => {
  const spec = { shape: [2], dtype: 'float32' } as const;
  const scalar = { shape: [1], dtype: 'float32' } as const;
  const specs = { parameters: spec, moment2: spec, gradient: spec, stepSize: scalar, epsilon: scalar };
  const kernel = await fusedAdam.instantiate(specs, { beta1: 0, beta2: BETA2 }, 1);
  kernel.inputs['gradient']!.set([NaN, 0]);
  kernel.inputs['epsilon']!.set([1e-8]);
  kernel.run();
  expect([...kernel.inputs['parameters']!]).toEqual([NaN, 0]);
});
