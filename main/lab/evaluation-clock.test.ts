import { expect, test } from 'vitest';
import { EvaluationClock } from './evaluation-clock.ts';

test('tells how far it is and how long it will take, a few times a second', () => {
  let now_ms = 1_000;
  const clock = new EvaluationClock(20, () => now_ms);
  expect(clock.progress(0, 0)).toBeNull();
  now_ms += 1_000;
  expect(clock.progress(3, 2)).toEqual({ done: 3, episodes: 20, share: 0.25, eta_s: 3 });
  now_ms += 100;
  expect(clock.progress(4, 2)).toBeNull();
  now_ms += 2_900;
  expect(clock.progress(15, 1)).toEqual({ done: 15, episodes: 20, share: 0.8, eta_s: 1 });
});

test('knows no end before the first step', () => {
  let now_ms = 0;
  const clock = new EvaluationClock(20, () => now_ms);
  now_ms = 500;
  expect(clock.progress(0, 0)).toMatchObject({ share: 0, eta_s: null });
});
