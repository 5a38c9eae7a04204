import { expect, it } from 'vitest';
import { ManualClock } from '../testing/manual-clock.ts';
import { Ticker } from './ticker.ts';

it('keeps its rate, and leaves out what falls due while it is at work', async () => {
  const clock = new ManualClock();
  const begun: number[] = [];
  const ticker = new Ticker(clock, 20, async () => {
    begun.push(clock.now_ms());
    // The third takes two and a half periods.
    if (begun.length === 3) await new Promise<void>((resolve) => clock.after(50, resolve));
  });
  await clock.advance(190);
  await ticker.stop();
  await clock.advance(100);
  expect(begun).toEqual([0, 20, 40, 100, 120, 140, 160, 180]);
  expect(ticker.statistics()).toMatchObject({ period_ms: 20, ticks: 8, missed: 2, worst_ms: 0, work_p99_ms: 50 });
});
