import { setTimeout } from 'node:timers/promises';
import type { Graphics } from '../../e2e/testing/chromium.ts';
import type { Measured } from '../window.ts';
import { openTrainPage, withWorkbench } from './opened.ts';

/** Start-up is over this long after the scene has begun to move: every panel is there, shaders are compiled. */
const SETTLED_MS = 15_000;

const OBSERVE = `globalThis.longTasks = [];
new PerformanceObserver((list) => {
  for (const { startTime, duration } of list.getEntries()) longTasks.push({ startTime, duration });
}).observe({ type: 'longtask' });`;

interface Task {
  readonly startTime: number;
  readonly duration: number;
}

/** Tasks of the page that keep it from answering for more than 50 ms, while a run trains and its episode plays. */
export function measureLongTasks(graphics: Graphics, minutes: number): Promise<Measured> {
  return withWorkbench(graphics, async (opened) => {
    const window = await opened.workbench.connect();
    await window.lab.create({ task: 'so101-reach', run: { stopWhenSolved: false } });
    const page = await openTrainPage(opened);
    await setTimeout(SETTLED_MS);
    await page.evaluate(OBSERVE);
    await setTimeout(minutes * 60_000);
    const tasks = await page.evaluate<Task[]>('longTasks');
    const durations_ms = tasks.map(({ duration }) => duration);
    const longest_ms = Math.max(0, ...durations_ms);
    const found = tasks.length === 0 ? 'none' : `${tasks.length}, the longest ${longest_ms.toFixed(0)} ms`;
    return { lines: [`longer than 50 ms in ${minutes} min of training: ${found}`], data: { minutes, durations_ms } };
  });
}
