import { median } from '../median.ts';
import type { Graphics } from '../../e2e/testing/chromium.ts';
import type { Measured } from '../window.ts';
import { withWorkbench } from './opened.ts';

const LOADS = 5;

/** By the clock on the wall: the link leads to the page by a step of its own. */
const FIRST_PAINT_MS = `new Promise((resolve) =>
  new PerformanceObserver((list) => {
    const [paint] = list.getEntriesByName('first-contentful-paint');
    if (paint) resolve(performance.timeOrigin + paint.startTime);
  }).observe({ type: 'paint', buffered: true }))`;

/** From opening the link, the server being up, until the first of the page's content is painted; nothing is cached. */
export function measureFirstPaint(graphics: Graphics): Promise<Measured> {
  return withWorkbench(graphics, async ({ workbench, browser }) => {
    const loads_ms: number[] = [];
    for (let i = 0; i < LOADS; i++) {
      const context = await browser.newContext();
      const page = await context.newPage();
      const opened_ms = Date.now();
      await page.goto(workbench.link.href);
      await page.waitForURL(new URL('/', workbench.link).href, { waitUntil: 'commit' });
      loads_ms.push((await page.evaluate<number>(FIRST_PAINT_MS)) - opened_ms);
      await context.close();
    }
    const data = { median_ms: median(loads_ms), loads_ms };
    const list = loads_ms.map((load_ms) => load_ms.toFixed(0)).join(', ');
    return { lines: [`first contentful paint after ${data.median_ms.toFixed(0)} ms (of ${list})`], data };
  });
}
