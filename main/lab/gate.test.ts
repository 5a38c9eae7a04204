import { expect, test } from 'vitest';
import { Gate } from './gate.ts';

const never = new AbortController().signal;

/** Whether a promise settles without anything else happening. */
async function settles(promise: Promise<void>): Promise<boolean> {
  let settled = false;
  void promise.then(() => (settled = true));
  await new Promise((resolve) => setImmediate(resolve));
  return settled;
}

test('an open gate lets everything pass', async () => {
  const gate = new Gate();
  expect(await settles(gate.pass(never))).toBe(true);
  gate.letOnePass(); // Of no effect: nothing is held.
  gate.close();
  expect(await settles(gate.pass(never))).toBe(false);
});

test('a closed one lets as many pass as it is told, and all once it is opened', async () => {
  const gate = new Gate();
  gate.close();
  const first = gate.pass(never);
  expect(await settles(first)).toBe(false);
  gate.letOnePass();
  expect(await settles(first)).toBe(true);
  const second = gate.pass(never);
  expect(await settles(second)).toBe(false);
  gate.open();
  expect(await settles(second)).toBe(true);
});

test('whoever is told to stop does not wait', async () => {
  const gate = new Gate();
  gate.close();
  const abort = new AbortController();
  const passing = gate.pass(abort.signal);
  abort.abort();
  expect(await settles(passing)).toBe(true);
  expect(await settles(gate.pass(abort.signal))).toBe(true);
});
