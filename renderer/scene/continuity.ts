import type { WatchFrame } from '../../contracts/stream.ts';

type Moment = Pick<WatchFrame, 'episode' | 'step'>;

/** Steps that may be missing between two frames of a film: a window gets the latest, not all. */
const MOST_SKIPPED_steps = 8;

/** Whether `next` continues `last`, rather than being another episode or a place that was scrubbed to. */
export function continues(next: Moment, last: Moment): boolean {
  const passed = next.step - last.step;
  return next.episode === last.episode && passed >= 0 && passed <= MOST_SKIPPED_steps;
}
