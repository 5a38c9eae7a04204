import { setPriority } from 'node:os';
import { isMainThread } from 'node:worker_threads';

/** Linux's nice values: a run waits for its learner, which so comes before what has time until it is done. */
const NICE = { learner: 5, others: 10 };

/**
 * Training gives way to windows and arms, which have little to do that must not wait. Linux keeps a priority for every
 * thread: there those that train call this, and the lab's main thread, which lets policies move arms, stays as it is.
 * Elsewhere the whole process has one.
 */
export function giveWay(as: keyof typeof NICE = 'others'): void {
  const isPerThread = process.platform === 'linux';
  if (isPerThread !== isMainThread) setPriority(NICE[as]);
}
