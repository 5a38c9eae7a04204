import { expect, test } from 'vitest';
import { resolveReference } from './run-reference.ts';

const ids = ['20261124-0612-reach-k3f9', '20261124-0531-reach-aa11', '20261123-2359-cart-pole-zz99'];

test.each([
  ['20261124-0531-reach-aa11', ids[1]],
  ['20261123', ids[2]],
  ['latest', ids[0]],
])('%s', (reference, id) => expect(resolveReference(reference, ids)).toBe(id));

test('the beginning of several ids lists them', () => {
  expect(() => resolveReference('20261124', ids)).toThrow(`could be any of 2 runs: ${ids[0]}, ${ids[1]}.`);
});

test('an unknown one names the nearest', () => {
  expect(() => resolveReference('20261124-0531-reach-aa12', ids)).toThrow(
    expect.objectContaining({ code: 'unknown-name', remedy: expect.stringContaining(`Did you mean "${ids[1]}"?`) }),
  );
});

test.each(['', 'latest'])('"%s" of no runs says that there are none', (reference) => {
  expect(() => resolveReference(reference, [])).toThrow('There are no runs yet.');
});

test('an empty one is no beginning', () => {
  expect(() => resolveReference('', ids.slice(0, 1))).toThrow('There is no run "".');
});
