import type { Ghost } from '../../../contracts/stream.ts';

/** Least and greatest Q among the ghosts: the ends of their colours. Null if there are none. */
export function qRange(ghosts: readonly Ghost[]): { readonly low: number; readonly high: number } | null {
  if (ghosts.length === 0) return null;
  let low = Infinity;
  let high = -Infinity;
  for (const { q } of ghosts) {
    low = Math.min(low, q);
    high = Math.max(high, q);
  }
  return { low, high };
}
