import type { Quality } from './quality.ts';

/**
 * Where pictures are drawn and how they reach the canvas. With a graphics card they are drawn into it. Where the cores
 * that train draw, the browser would hold the page until each picture is ready to be read back; so they are drawn
 * beside the canvas, and handed over when the driver has reported them finished.
 */
export interface Surface {
  /** What WebGL draws into. */
  readonly target: HTMLCanvasElement | OffscreenCanvas;
  /** Shows the picture that is finished. */
  show(): void;
}

export function surfaceOf(canvas: HTMLCanvasElement, quality: Quality): Surface {
  if (quality.maxShare === 1) return { target: canvas, show: () => {} };
  const target = new OffscreenCanvas(1, 1);
  // An opaque canvas would be black until the first picture is finished.
  const shown = canvas.getContext('bitmaprenderer')!;
  return { target, show: () => shown.transferFromImageBitmap(target.transferToImageBitmap()) };
}
