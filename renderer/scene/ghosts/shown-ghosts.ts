import type { Decision } from '../../../contracts/stream.ts';
import type { SceneFrame } from '../layers/layer.ts';

/** Steps after which the ghosts of a moment have faded: the robot has gone on. */
const FADED_steps = 12;

/** Ghosts, and the decision they belong to. */
export interface ShownGhosts {
  readonly decision: Decision;
  readonly episode: number;
  readonly step: number;
  /** 1 at their own moment, then less, step by step. */
  readonly presence: number;
}

/**
 * The ghosts to be shown with a frame. Imagining them costs the lab time, so only some frames bring ghosts: these stay,
 * fading, until others come.
 * @param before those shown with the last frame.
 */
export function shownGhosts(before: ShownGhosts | null, frame: SceneFrame): ShownGhosts | null {
  const { decision, episode, step } = frame;
  if (!decision) return null;
  if (decision.ghosts.length > 0) return { decision, episode, step, presence: 1 };
  if (!before) return null;
  const presence = 1 - (step - before.step) / FADED_steps;
  return presence > 0 && presence <= 1 && episode === before.episode ? { ...before, presence } : null;
}
