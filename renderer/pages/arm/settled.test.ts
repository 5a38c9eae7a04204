import { expect, it } from 'vitest';
import { settling } from './settled.ts';

it('goals have settled when they have stood still for half a second', () => {
  let [goals, now_ms] = [[0, 1], 0];
  const isSettled = settling(
    () => goals,
    () => now_ms,
  );
  const after = (passed_ms: number, moved: number[]) => {
    goals = moved;
    now_ms += passed_ms;
    return isSettled();
  };
  expect(after(400, [0, 1])).toBe(false);
  expect(after(200, [0.01, 1])).toBe(false);
  expect(after(400, [0.011, 1])).toBe(false);
  expect(after(200, [0.011, 1])).toBe(true);
});

it('slow goals are not taken for still ones', () => {
  let now_ms = 0;
  const isSettled = settling(
    () => [now_ms * 1e-5],
    () => now_ms,
  );
  for (; now_ms < 5_000; now_ms += 50) expect(isSettled()).toBe(false);
});
