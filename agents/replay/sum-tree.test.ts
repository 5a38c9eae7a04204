import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SumTree } from './sum-tree.ts';

/** Whole numbers add up exactly, in any order. */
const priorities = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 40 });
const positivePriorities = priorities.filter((values) => values.some((value) => value > 0));

function treeOf(values: readonly number[]): SumTree {
  const tree = new SumTree(values.length);
  values.forEach((value, i) => tree.set(i, value));
  return tree;
}

/** The index that `mass` falls on, going along the priorities one by one. */
function findByWalking(values: readonly number[], mass: number): number {
  let end = 0;
  return values.findIndex((value) => mass < (end += value));
}

describe('SumTree', () => {
  it('gives back what was set last, and its sum', () => {
    const writes = fc.array(fc.tuple(fc.nat({ max: 19 }), fc.integer({ min: 0, max: 1000 })));
    fc.assert(
      fc.property(writes, (writes) => {
        const tree = new SumTree(20);
        const plain = Array<number>(20).fill(0);
        for (const [i, value] of writes) {
          tree.set(i, value);
          plain[i] = value;
        }
        expect(plain.map((_, i) => tree.get(i))).toEqual(plain);
        expect([...tree.priorities]).toEqual(plain);
        expect(tree.total).toBe(plain.reduce((sum, value) => sum + value, 0));
      }),
    );
  });

  it('finds the index whose share holds a mass', () => {
    fc.assert(
      fc.property(positivePriorities, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (values, at) => {
        const tree = treeOf(values);
        const mass = at * tree.total;
        fc.pre(mass < tree.total);
        expect(tree.find(mass)).toBe(findByWalking(values, mass));
      }),
    );
  });

  it('never finds a priority of 0, even beyond the total', () => {
    fc.assert(
      fc.property(positivePriorities, fc.double({ min: 0, max: 2, noNaN: true }), (values, at) => {
        const tree = treeOf(values);
        expect(values[tree.find(at * tree.total)]).toBeGreaterThan(0);
      }),
    );
  });

  it('depends on its present priorities alone', () => {
    const reals = fc.array(fc.double({ min: 0, max: 1e3, noNaN: true }), { minLength: 30, maxLength: 30 });
    fc.assert(
      fc.property(reals, reals, (before, after) => {
        const rewritten = treeOf(before);
        after.forEach((value, i) => rewritten.set(i, value));
        const loaded = new SumTree(30);
        loaded.load(Float64Array.from(after));
        expect(rewritten.total).toBe(loaded.total);
        expect(loaded.total).toBe(treeOf(after).total);
      }),
    );
  });

  it('forgets what it held when it loads', () => {
    const tree = treeOf([5, 6, 7, 8, 9]);
    tree.load(Float64Array.of(1, 2, 3, 4, 0));
    expect(tree.total).toBe(10);
    expect([...tree.priorities]).toEqual([1, 2, 3, 4, 0]);
  });
});
