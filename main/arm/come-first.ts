import { constants, setPriority } from 'node:os';

/** This process has little to do, and it must not wait for what takes every core, such as training. */
export function comeFirst(): void {
  try {
    setPriority(constants.priority.PRIORITY_HIGH);
  } catch {
    // Not every system grants it; then the arm's ticks are late more often, and that is shown.
  }
}
