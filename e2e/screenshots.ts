/**
 * Pictures of every page, light and dark, for the docs: starts the workbench in an empty data folder, lets the first run
 * learn for a while, and photographs it in Chromium.
 *
 *     npm run screenshots
 */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { launchChromium, noChromium } from './testing/chromium.ts';
import { startWorkbench, temporaryData, until } from './testing/workbench.ts';

/** Enough for the arm to find its way. */
const LEARNED_STEPS = 12_000;
const folder = fileURLToPath(new URL('../docs/images/', import.meta.url));

if (noChromium) {
  console.error(`No pictures: ${noChromium}.`);
  process.exit(1);
}
mkdirSync(folder, { recursive: true });
const data = temporaryData();
const workbench = await startWorkbench(data.folder);
const window = await workbench.connect();
await until(
  () => window.lab.runs(),
  (runs) => (runs[0]?.environmentSteps ?? 0) >= LEARNED_STEPS || runs[0]?.activity === 'idle',
);
const browser = await launchChromium();
try {
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme });
    page.setDefaultTimeout(120_000);
    await page.goto(workbench.link.href);
    await photograph(page, colorScheme);
    await page.close();
  }
} finally {
  await browser.close();
  await workbench.interrupt();
  data.remove();
}

async function photograph(page: Page, theme: string): Promise<void> {
  const picture = (name: string) => page.screenshot({ path: `${folder}${name}-${theme}.png` });
  const go = (name: string) => page.getByRole('navigation').getByRole('link', { name }).click();
  await page
    .getByLabel('Watched episode')
    .filter({ hasText: /Step\s*[1-9]/ })
    .waitFor();
  await page.getByLabel('Speed').selectOption('Held still');
  await picture('train');
  for (const name of ['Runs', 'Inspect', 'Settings']) {
    await go(name);
    await page.getByRole('heading', { name, exact: true }).waitFor();
    await picture(name.toLowerCase());
  }
}
