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

/** What the page said that it should not: errors, and refusals by its content security policy. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  return complaints;
}
