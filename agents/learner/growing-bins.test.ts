import { describe, expect, it } from 'vitest';
import { aql } from '../aql/aql.ts';
import { decqn } from '../decqn/decqn.ts';
import { hostEngines } from '../engine/testing/host-engines.ts';
import { productSpace } from '../nets/product-space.ts';
import { BATCH, acting, freshParameters, type Subject } from '../testing/instance.ts';
import { rowsOf } from '../testing/rows.ts';
import { smallConfig } from '../testing/small-config.ts';
import { continuousActions, discreteActions } from '../testing/spaces.ts';
import * as tf from '../tf.ts';
import { uniformQl } from '../uniform-ql/uniform-ql.ts';
import { growthSchedule, ofBinsInUse, onBinsInUse } from './growing-bins.ts';

const config = { growEvery: 100, startBins: 3 };
const oneDimension = (bins: number) => productSpace(discreteActions([bins]));
const withBins = (count: number) => ({ 'bins/grown': tf.tensor1d([count - config.startBins]) });

/** The bins whose values are not held down. */
function binsInUse(bins: number, count: number): number[] {
  const values = ofBinsInUse(config, oneDimension(bins), withBins(count), tf.zeros([1, bins])).dataSync();
  return [...values.keys()].filter((k) => values[k] === 0);
}

function moved(bins: number, count: number, actions: readonly number[]): number[] {
  const drawn = tf.tensor2d([...actions], [actions.length, 1]);
  return [...onBinsInUse(config, oneDimension(bins), withBins(count), drawn).dataSync()];
}

it('halves the gaps between bins at each growth', () => {
  const counts = [1, 100, 101, 200, 201, 301].map((update) => growthSchedule(config, update)['binsInUse']);
  expect(counts).toEqual([3, 3, 5, 5, 9, 17]);
  expect(growthSchedule(config, 100_000_000)['binsInUse']).toBe(65_535);
  expect(growthSchedule({ ...config, growEvery: 0 }, 1)).toEqual({});
});

it('uses evenly spaced bins with both ends, and keeps what it has used', () => {
  expect(binsInUse(11, 3)).toEqual([0, 5, 10]);
  expect(binsInUse(11, 5)).toEqual([0, 3, 5, 8, 10]);
  expect(binsInUse(11, 9)).toEqual([0, 1, 3, 4, 5, 6, 8, 9, 10]);
  expect(binsInUse(11, 17)).toHaveLength(11);
  for (let bins = 2; bins < 40; bins++) {
    for (let count = 2; count < 64; count = 2 * count - 1) {
      const used = binsInUse(bins, count);
      expect(used).toHaveLength(Math.min(bins, count));
      expect([used[0], used.at(-1)]).toEqual([0, bins - 1]);
      expect(binsInUse(bins, 2 * count - 1)).toEqual(expect.arrayContaining(used));
    }
  }
});

it('moves uniform draws to bins in use, none much more often than another', () => {
  for (const bins of [2, 3, 11, 16]) {
    const all = Array.from({ length: bins }, (_, k) => k);
    for (const count of [2, 3, 5, 9, 17]) {
      const onto = moved(bins, count, all);
      expect([...new Set(onto)]).toEqual(binsInUse(bins, count));
      const shares = [...Map.groupBy(onto, (bin) => bin).values()].map(({ length }) => length);
      expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
      if (count >= bins) expect(onto).toEqual(all);
    }
  }
});

it('leaves continuous sub-actions as they are', () => {
  const product = productSpace([...discreteActions([11]), ...continuousActions(1)]);
  const actions = tf.tensor2d([[7, 0.3]]);
  const expected = tf.tensor2d([[5, 0.3]]).dataSync();
  expect(onBinsInUse(config, product, withBins(3), actions).dataSync()).toEqual(expected);
  const held = ofBinsInUse(config, product, withBins(3), tf.zeros([1, product.choices.total])).dataSync();
  expect([...held.slice(11)]).toEqual(Array(20).fill(0));
});

const agents = [aql, uniformQl, decqn] as unknown as Subject['agent'][];

describe.each(agents)('$id', (agent) => {
  it.each(hostEngines)('shows and does nothing but bins in use on $id', async (engine) => {
    const space = { observationSize: 3, action: discreteActions([11, 5]) };
    const subject: Subject = {
      agent,
      space,
      config: smallConfig(agent, { growEvery: 10, startBins: 3, epsilon: 0.5 }),
    };
    expect(agent.exploration(subject.config, 0, 1)).toBe(0);
    const { compiled } = await acting(subject, engine, { details: true, exploring: true });
    // Fresh ones prefer nothing; these prefer unused bins as much as others.
    compiled.inputs['parameters']!.set(freshParameters(subject).map((value, i) => (value === 0 ? value : Math.cos(i))));
    await compiled.run();
    const shown = agent.id === 'decqn' ? [] : ['proposals', 'uniform'];
    for (const name of ['action_t', 'exploringAction_t', ...shown]) {
      for (const [first, second] of rowsOf(compiled.outputs[name] ?? [], 2)) {
        expect([0, 5, 10], name).toContain(first);
        expect([0, 2, 4], name).toContain(second);
      }
    }
    const [action, exploring] = ['action_t', 'exploringAction_t'].map((name) => rowsOf(compiled.outputs[name]!, 2));
    const drawn = action!.filter((row, i) => String(row) !== String(exploring![i])).length;
    expect(drawn).toBeGreaterThan(0);
    expect(drawn).toBeLessThan(BATCH);
  });
});
