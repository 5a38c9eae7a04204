import { expect, it } from 'vitest';
import { finishOf, Materials } from './material.ts';

it('tells metal, motors and prints apart by their colour', () => {
  const metalness = (red: number, green: number, blue: number) => finishOf([red, green, blue, 1]).metalness;
  expect(metalness(0.55, 0.55, 0.58)).toBeGreaterThan(0.5);
  expect(metalness(0.09, 0.09, 0.1)).toBe(0);
  expect(metalness(0.93, 0.92, 0.89)).toBe(0);
  expect(metalness(0.9, 0.5, 0.1)).toBe(0);
});

it('shares one material per colour, see-through where the colour is', () => {
  const materials = new Materials();
  expect(materials.of([1, 0, 0, 1])).toBe(materials.of([1, 0, 0, 1]));
  expect(materials.of([1, 0, 0, 1]).transparent).toBe(false);
  expect(materials.of([1, 0, 0, 0.5])).toMatchObject({ transparent: true, opacity: 0.5 });
  materials.dispose();
});
