import { describe, expect, it } from 'vitest';
import type { ParameterSpec } from '../../contracts/agent.ts';
import { Random } from '../../contracts/random.ts';
import * as tf from '../tf.ts';
import { flatten, initialParameters, parameterCount, unflatten } from './parameters.ts';

const specs: readonly ParameterSpec[] = [
  { name: 'layer/W', shape: [30, 100], fanIn: 30, gain: 2 },
  { name: 'layer/b', shape: [100], fanIn: 1, gain: 0 },
  { name: 'small', shape: [50, 1, 40], fanIn: 50, gain: 0.01 },
];

describe('the flat vector', () => {
  it('holds every array, in order', async () => {
    expect(parameterCount(specs)).toBe(30 * 100 + 100 + 50 * 40);
    const flat = Float32Array.from({ length: parameterCount(specs) }, (_, i) => i);
    const arrays = unflatten(tf.tensor1d(flat), specs);
    expect(Object.entries(arrays).map(([name, { shape }]) => ({ name, shape }))).toEqual(
      specs.map(({ name, shape }) => ({ name, shape })),
    );
    expect([...arrays['layer/b']!.dataSync()]).toEqual([...flat.subarray(3000, 3100)]);
    expect(await flatten(Object.values(arrays)).data()).toEqual(flat);
  });
});

describe('initial values', () => {
  const flat = initialParameters(specs, new Random(1));

  it.each([
    { name: 'layer/W', from: 0, to: 3000, variance: 2 / 30 },
    { name: 'small', from: 3100, to: 5100, variance: 0.01 / 50 },
  ])('of $name have variance gain / fanIn within ±sqrt(3 gain / fanIn)', ({ from, to, variance }) => {
    const values = [...flat.subarray(from, to)];
    const limit = Math.sqrt(3 * variance);
    expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(limit);
    expect(Math.max(...values)).toBeGreaterThan(0.99 * limit);
    expect(Math.min(...values)).toBeLessThan(-0.99 * limit);
    const square = values.reduce((sum, value) => sum + value ** 2, 0) / values.length;
    expect(square / variance).toBeCloseTo(1, 1);
  });

  it('are 0 without gain', () => expect([...flat.subarray(3000, 3100)].every((value) => value === 0)).toBe(true));

  it('follow the seed', () => {
    expect(initialParameters(specs, new Random(1))).toEqual(flat);
    expect(initialParameters(specs, new Random(2))).not.toEqual(flat);
  });
});
