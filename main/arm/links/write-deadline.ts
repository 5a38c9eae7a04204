/** A write that the system does not take for so long goes to a cable that is no longer there. */
export const WRITE_DEADLINE_ms = 200;

const STEPS = 4;

/**
 * Calls `expired` when a write was not taken in time. The time is counted in steps: a process that was itself held up
 * for long sees one of them pass, and does not blame the cable.
 * @returns what ends the watch.
 */
export function watchWrite(expired: () => void): () => void {
  let steps = 0;
  const timer = setInterval(() => {
    if (++steps < STEPS) return;
    clearInterval(timer);
    expired();
  }, WRITE_DEADLINE_ms / STEPS);
  return () => clearInterval(timer);
}
