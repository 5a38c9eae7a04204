/** An animation frame comes about as often. */
const FRAME_ms = 1000 / 60;

/** Settles when a window that draws so many pictures a second is to draw the next one; while it is hidden, never. */
export function nextPicture(rate_Hz: number): Promise<void> {
  return new Promise((resolve) => {
    const ask = (): number => requestAnimationFrame(() => resolve());
    const wait_ms = 1000 / rate_Hz - FRAME_ms;
    if (wait_ms > 0) setTimeout(ask, wait_ms);
    else ask();
  });
}
