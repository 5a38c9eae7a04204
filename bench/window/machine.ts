import { cpus, loadavg } from 'node:os';
import { launchChromium, type Graphics } from '../../e2e/testing/chromium.ts';
import type { Measured } from '../window.ts';

const DRIVER = `(() => {
  const context = document.createElement('canvas').getContext('webgl2');
  return context?.getParameter(context.getExtension('WEBGL_debug_renderer_info').UNMASKED_RENDERER_WEBGL) ?? 'none';
})()`;

/** Where the figures were taken: they mean little without it. */
export async function describeMachine(kind: Graphics): Promise<Measured> {
  const browser = await launchChromium(kind);
  try {
    const page = await browser.newPage();
    const graphics = await page.evaluate<string>(DRIVER);
    const data = {
      processor: cpus()[0]?.model ?? 'unknown',
      cores: cpus().length,
      loadBefore: loadavg()[0]!,
      node: process.version,
      chromium: browser.version(),
      graphics,
      drawnBySoftware: /swiftshader|llvmpipe/i.test(graphics),
    };
    const { processor, cores, loadBefore, node, chromium, drawnBySoftware } = data;
    const lines = [
      `${cores} cores of ${processor}, load ${loadBefore.toFixed(1)} before; Node ${node}, Chromium ${chromium}`,
      drawnBySoftware
        ? `the scene is drawn by software, on the same cores; graphics card: ${kind}`
        : `the scene is drawn by ${graphics}`,
    ];
    return { lines, data };
  } finally {
    await browser.close();
  }
}
