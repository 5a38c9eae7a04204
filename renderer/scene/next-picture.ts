import { computed } from 'vue';
import { useSettings } from '../stores/settings.ts';
import { graphicsDriver, qualityFor, type Quality } from './quality.ts';

/** An animation frame comes about as often. */
const FRAME_ms = 1000 / 60;

/**
 * @param rate which of the quality's rates is kept to
 * @returns settles when this window is to draw the next picture; while it is hidden, never
 */
export function useNextPicture(rate: keyof Quality & `${string}_Hz` = 'maxRate_Hz'): () => Promise<void> {
  const { settings } = useSettings();
  const quality = computed(() => qualityFor(graphicsDriver() ?? '', settings.quality));
  return () => nextPicture(quality.value[rate]);
}

function nextPicture(rate_Hz: number): Promise<void> {
  return new Promise((resolve) => {
    const ask = (): number => requestAnimationFrame(() => resolve());
    const wait_ms = 1000 / rate_Hz - FRAME_ms;
    if (wait_ms > 0) setTimeout(ask, wait_ms);
    else ask();
  });
}
