import { afterEach, beforeEach, expect, test } from 'vitest';
import { Gate } from './gate.ts';
import { train } from './index.ts';
import type { Policy } from './policy.ts';
import { fingerprint, never, temporaryStore, tinyConfig } from './testing/tiny-run.ts';

let temporary: ReturnType<typeof temporaryStore>;
beforeEach(() => void (temporary = temporaryStore()));
afterEach(() => temporary.dispose());

test('pausing, stepping and looking at the policy change nothing of a run', async () => {
  const undisturbed = temporary.store.create(tinyConfig());
  await train(undisturbed, never);

  const held = temporary.store.create(tinyConfig());
  const gate = new Gate();
  let policy: (() => Policy) | undefined;
  const seen: number[] = [];
  await train(held, {
    ...never,
    gate,
    onStart: (newest) => void (policy = newest),
    onEvent({ type }) {
      if (type === 'evaluation') gate.close();
      if (gate.isOpen) return;
      // Held: this event tells where. Two single steps, then on.
      seen.push(policy!().environmentSteps);
      if (seen.length % 3 === 0) setImmediate(() => gate.open());
      else setImmediate(() => gate.letOnePass());
    },
  });
  expect(fingerprint(held)).toEqual(fingerprint(undisturbed));
  expect(seen.length).toBeGreaterThan(3);
});
