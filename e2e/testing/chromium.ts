import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const executablePath = places.find((place) => existsSync(place));

/** Why there are no tests in a browser here; null if there are. */
export const noChromium = executablePath ? null : `no Chromium at ${places.join(', ')}`;

/**
 * Graphics cards are rare where tests run. `none`: WebGL by software, and the page put together without it, as where
 * there is no card; the page waits for each picture of the scene. `emulated`: everything as with a card, by software,
 * which takes four times as long; the page does not wait.
 */
export type Graphics = 'none' | 'emulated';

const graphicsArguments: Record<Graphics, string[]> = {
  none: ['--disable-gpu', '--disable-gpu-rasterization', '--enable-unsafe-swiftshader'],
  emulated: ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
};

export function launchChromium(graphics: Graphics = 'none'): Promise<Browser> {
  return chromium.launch({
    executablePath: executablePath!,
    chromiumSandbox: false,
    args: graphicsArguments[graphics],
  });
}

/** What a window remembers of an earlier visit: as little to draw as can be, since cores draw it that are busy. */
const FRUGAL = {
  'aql-workbench.settings': { quality: 'frugal', motion: 'reduced' },
  'aql-workbench.watch': { ghosts: 2, horizon_steps: 2 },
};

/** A window with little to draw, in which every wait may last so long. */
export async function openFrugalPage(browser: Browser, width: number, height: number, wait_ms: number): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height } });
  for (const [key, value] of Object.entries(FRUGAL))
    await context.addInitScript(`localStorage['${key}'] ??= '${JSON.stringify(value)}'`);
  const page = await context.newPage();
  page.setDefaultTimeout(wait_ms);
  return page;
}

/** What the page said that it should not: errors, and refusals by its content security policy. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  return complaints;
}
