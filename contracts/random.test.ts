import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random, type RandomState } from './random.ts';

describe('Random', () => {
  it("gives xoshiro128**'s numbers: the first two of state 1, 2, 3, 4, worked out by its definition", () => {
    // rotl(2 · 5, 7) · 9 = 1280 · 9; then s = (1^2^3…): s1 = 0, so the second number is 0.
    const random = new Random([1, 2, 3, 4]);
    expect([random.nextUint32(), random.nextUint32()]).toEqual([11_520, 0]);
    expect(random.state).toEqual(stepsByDefinition([1, 2, 3, 4], 2));
  });

  it('fills as it draws one by one', () => {
    fc.assert(
      fc.property(fc.nat(0xffff_ffff), fc.nat(50), (seed, length) => {
        const [filling, drawing] = [new Random(seed), new Random(seed)];
        const filled = new Float32Array(length);
        filling.fillUniform(filled);
        expect([...filled]).toEqual(Array.from({ length }, () => drawing.uniform()));
        expect(filling.state).toEqual(drawing.state);
      }),
    );
  });

  it('goes on from a saved state, and its streams differ', () => {
    const random = Random.stream(7, 3);
    random.normal();
    const resumed = new Random(random.state);
    expect(Array.from({ length: 5 }, () => resumed.uniform())).toEqual(
      Array.from({ length: 5 }, () => random.uniform()),
    );
    const first = Array.from({ length: 100 }, (_, stream) => Random.stream(7, stream).nextUint32());
    expect(new Set(first).size).toBe(100);
  });

  it('is uniform in [0, 1), over the integers, and normal', () => {
    const random = new Random(5);
    const n = 100_000;
    const mean = (draw: () => number) => Array.from({ length: n }, draw).reduce((sum, x) => sum + x, 0) / n;
    expect(mean(() => random.uniform())).toBeCloseTo(0.5, 2);
    expect(mean(() => Number(random.integer(11) === 10))).toBeCloseTo(1 / 11, 2);
    expect(mean(() => random.normal() ** 2)).toBeCloseTo(1, 1);
    expect(mean(() => random.between(-2, 4))).toBeCloseTo(1, 1);
  });
});

/** Blackman & Vigna's `next`, on plain numbers. */
function stepsByDefinition(state: RandomState, steps: number): number[] {
  const s = [...state];
  for (let i = 0; i < steps; i++) {
    const t = s[1]! << 9;
    s[2]! ^= s[0]!;
    s[3]! ^= s[1]!;
    s[1]! ^= s[2]!;
    s[0]! ^= s[3]!;
    s[2]! ^= t;
    s[3] = (s[3]! << 11) | (s[3]! >>> 21);
  }
  return s.map((word) => word >>> 0);
}
