import { expect, test } from 'vitest';
import { Clock } from './clock.ts';

function work(duration_ms: number): void {
  const started_ms = performance.now();
  while (performance.now() - started_ms < duration_ms);
}

test('training time goes on from the sessions before, and pauses do not count', async () => {
  const clock = new Clock(100);
  const started_ms = performance.now();
  work(20);
  await clock.without(Promise.resolve().then(() => work(60)));
  const passed_s = (performance.now() - started_ms) / 1000;
  expect(clock.session_s).toBeGreaterThan(0.02);
  expect(clock.session_s).toBeLessThan(passed_s - 0.055);
  expect(clock.wall_s).toBeGreaterThan(100.02);
});
