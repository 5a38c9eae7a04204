import { setImmediate } from 'node:timers/promises';
import { beforeEach, expect, test } from 'vitest';
import type { WatchFrame } from '../../../contracts/stream.ts';
import { Audience } from './audience.ts';

let now_ms = 0;
let take = (): void => {};
let audience: Audience;
beforeEach(() => {
  now_ms = 0;
  audience = new Audience(
    () => new Promise((resolve) => (take = resolve)),
    () => now_ms,
  );
});

const show = () => audience.show({} as WatchFrame, () => {});

async function taken(): Promise<void> {
  take();
  await setImmediate();
}

/** Whether somebody looks, as far as is known now. */
async function isAttended(): Promise<boolean> {
  let attended = false;
  void audience.attention().then(() => (attended = true));
  await setImmediate();
  return attended;
}

test('a frame is shown when the last one was taken, some thirty times a second', async () => {
  expect(audience.isReady).toBe(true);
  show();
  now_ms = 100;
  expect(audience.isReady).toBe(false);
  await taken();
  expect(audience.isReady).toBe(true);
  show();
  await taken();
  expect(audience.isReady).toBe(false);
  audience.hurry();
  expect(audience.isReady).toBe(true);
});

test('whoever plays waits for a window that has not taken a frame for long, and for no other', async () => {
  expect(await isAttended()).toBe(true);
  show();
  now_ms = 1_000;
  expect(await isAttended()).toBe(true);
  now_ms = 3_000;
  expect(await isAttended()).toBe(false);
  await taken();
  expect(await isAttended()).toBe(true);
});

test('the wait ends with the watching', async () => {
  show();
  now_ms = 3_000;
  const waiting = audience.attention();
  audience.leave();
  await waiting;
});
