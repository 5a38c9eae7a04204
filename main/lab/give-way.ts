import { constants, setPriority } from 'node:os';
import { isMainThread } from 'node:worker_threads';

/**
 * Training gives way to windows and arms, which have little to do that must not wait. Linux keeps a priority for every
 * thread: there those that train call this, and the lab's main thread, which lets policies move arms, stays as it is.
 * Elsewhere the whole process has one.
 */
export function giveWay(): void {
  const isPerThread = process.platform === 'linux';
  if (isPerThread !== isMainThread) setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
}
