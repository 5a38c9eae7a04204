import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const executablePath = places.find((place) => existsSync(place));

/** Why there are no tests in a browser here; null if there are. */
export const noChromium = executablePath ? null : `no Chromium at ${places.join(', ')}`;

/**
 * A browser with WebGL by software, as graphics cards are rare where tests run. The page itself is put together without
 * WebGL, as Chromium does where there is no card: that takes a quarter of the time.
 */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: executablePath!,
    chromiumSandbox: false,
    args: ['--disable-gpu', '--disable-gpu-rasterization', '--enable-unsafe-swiftshader'],
  });
}

/** What the page said that it should not: errors, and refusals by its content security policy. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  return complaints;
}
