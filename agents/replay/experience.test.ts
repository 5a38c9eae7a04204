import fc from 'fast-check';
import { expect, it } from 'vitest';
import { allocateExperience, copyRow, experienceBytes, experienceOver, type Experience } from './experience.ts';

const fields = ['observation', 'reward', 'discount', 'action', 'greedyAction', 'stepType'] as const;
const shape = { environments: 3, observationSize: 2, dimensions: 5 };

/** Fills every element of every field with a number of its own, as far as the field's type goes. */
function fillDistinctly(experience: Experience, start: number): void {
  let next = start;
  for (const field of fields) experience[field].forEach((_, i, array) => (array[i] = next++));
}

it('gives every field its place: none overlaps another, none is left over', () => {
  const shapes = fc.record({
    environments: fc.integer({ min: 1, max: 5 }),
    observationSize: fc.integer({ min: 1, max: 5 }),
    dimensions: fc.integer({ min: 1, max: 5 }),
  });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), shapes, (rows, shape) => {
      const bytes = new Uint8Array(new SharedArrayBuffer(experienceBytes(rows, shape) + 8));
      const experience = experienceOver(bytes.buffer, rows, shape, 4);
      for (const field of fields) {
        const { buffer, byteOffset, byteLength } = experience[field];
        new Uint8Array(buffer, byteOffset, byteLength).forEach((value, i, array) => (array[i] = value + 1));
      }
      expect([...bytes.subarray(0, 4), ...bytes.subarray(-4)].every((value) => value === 0)).toBe(true);
      expect(bytes.subarray(4, -4).every((value) => value === 1)).toBe(true);
    }),
  );
});

it('is seen alike by everyone who lays it over the same shared memory', () => {
  const buffer = new SharedArrayBuffer(experienceBytes(4, shape));
  const [ours, theirs] = [experienceOver(buffer, 4, shape), experienceOver(buffer, 4, shape)];
  fillDistinctly(ours, 1);
  expect(theirs).toEqual(ours);
});

it('does not fit into less memory', () => {
  const buffer = new ArrayBuffer(experienceBytes(4, shape) - 1);
  expect(() => experienceOver(buffer, 4, shape)).toThrow(RangeError);
});

it('copies one row and leaves the others', () => {
  const [from, to] = [allocateExperience(4, shape), allocateExperience(3, shape)];
  fillDistinctly(from, 1);
  copyRow(from, 2, to, 1);
  for (const field of fields) {
    const length = to[field].length / 3;
    const row = (of: Experience, index: number) => [...of[field].subarray(index * length, (index + 1) * length)];
    expect(row(to, 1)).toEqual(row(from, 2));
    expect([...row(to, 0), ...row(to, 2)].every((value) => value === 0)).toBe(true);
  }
});
