import { onScopeDispose } from 'vue';

/**
 * The space bar stops the arm, whatever has the focus; while nothing moves it does what it always does.
 * @param isMoving asked at every press
 */
export function useStopKey(isMoving: () => boolean, stop: () => void): void {
  function onKey(event: KeyboardEvent): void {
    if (event.code !== 'Space' || !isMoving()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    stop();
  }
  // Before anything in the page hears of it.
  addEventListener('keydown', onKey, { capture: true });
  onScopeDispose(() => removeEventListener('keydown', onKey, { capture: true }));
}
