import { onMounted, onUnmounted, watch, type ShallowRef } from 'vue';
import { useInk, type Ink } from './ink.ts';

/** Draws on a canvas of `width` × `height` CSS pixels, cleared before. */
export type Paint = (context: CanvasRenderingContext2D, width: number, height: number, ink: Ink) => void;

/**
 * Keeps a canvas sharp at any pixel ratio, and painted: after `redraw`, a new size or a new theme, once per animation
 * frame at most. A hidden page has no animation frames, so it paints nothing.
 */
export function useCanvas(canvas: Readonly<ShallowRef<HTMLCanvasElement | null>>, paint: Paint): () => void {
  const ink = useInk();
  let queued = 0;

  const draw = (): void => {
    queued = 0;
    const element = canvas.value;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    const { clientWidth: width, clientHeight: height } = element;
    fitPixels(element, width, height);
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    context.clearRect(0, 0, width, height);
    if (width > 0 && height > 0) paint(context, width, height, ink.value);
  };
  const redraw = (): void => {
    queued ||= requestAnimationFrame(draw);
  };

  const observer = new ResizeObserver(redraw);
  onMounted(() => observer.observe(canvas.value!));
  onUnmounted(() => {
    observer.disconnect();
    cancelAnimationFrame(queued);
  });
  watch(ink, redraw);
  return redraw;
}

/** Setting a canvas's size clears and reallocates it: only when it changed. */
function fitPixels(canvas: HTMLCanvasElement, width: number, height: number): void {
  const [columns, rows] = [Math.round(width * devicePixelRatio), Math.round(height * devicePixelRatio)];
  if (canvas.width !== columns) canvas.width = columns;
  if (canvas.height !== rows) canvas.height = rows;
}
