import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { onUnmounted, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import { useInk, type Ink } from './ink.ts';

/** CSS pixels. */
export type PlotSize = Readonly<Pick<uPlot.Options, 'width' | 'height'>>;

/**
 * Fills a box with a plot, which is made anew for another size or theme.
 * @param data null while there is nothing to plot
 * @returns draws it once more, with what its hooks add
 */
export function usePlot(
  box: Readonly<ShallowRef<HTMLElement | null>>,
  optionsOf: (ink: Ink, size: PlotSize) => uPlot.Options,
  data: Readonly<Ref<uPlot.AlignedData | null>>,
): () => void {
  const ink = useInk();
  const size = shallowRef<PlotSize>({ width: 0, height: 0 });
  let plot: uPlot | null = null;

  function rebuild(): void {
    plot?.destroy();
    plot = null;
    if (!data.value || size.value.width === 0 || size.value.height === 0) return;
    plot = new uPlot(optionsOf(ink.value, size.value), data.value, box.value!);
  }

  const observer = new ResizeObserver(([entry]) => {
    const { width, height } = entry!.contentRect;
    size.value = { width: Math.floor(width), height: Math.floor(height) };
  });
  watch(box, (element, before) => {
    if (before) observer.unobserve(before);
    if (element) observer.observe(element);
  });
  watch([ink, size], rebuild, { flush: 'post' });
  watch(data, (now) => {
    if (plot && now) plot.setData(now);
    else rebuild();
  });
  onUnmounted(() => {
    observer.disconnect();
    plot?.destroy();
  });
  return () => plot?.redraw(false, false);
}
