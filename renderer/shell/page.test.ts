import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hashOf, pages, placeOf } from './page.ts';

it('finds a place again by its address', () => {
  fc.assert(
    fc.property(fc.constantFrom(...pages), fc.array(fc.string({ unit: 'grapheme', minLength: 1 })), (page, args) => {
      expect(placeOf(hashOf(page, ...args))).toEqual({ page, args });
    }),
  );
});

it.each(['', '#', '#/', '#/nowhere/x', 'nonsense'])('takes %j for the train page', (hash) => {
  expect(placeOf(hash)).toEqual({ page: 'train', args: [] });
});

it('keeps an argument that is not well encoded as it is', () => {
  expect(placeOf('#/inspect/%E0%A4%A')).toEqual({ page: 'inspect', args: ['%E0%A4%A'] });
});
