import { WorkbenchError } from '../../contracts/errors.ts';
import type { Episode } from '../../sims/environment-batch.ts';

const TOO_MANY_DIVERGED = 8;

/** A single divergence is survived; a simulation that mostly diverges teaches nothing. */
export function refuseUnstable(episodes: readonly Episode[]): void {
  const diverged = episodes.filter((episode) => episode.divergence);
  if (diverged.length < TOO_MANY_DIVERGED || diverged.length <= episodes.length / 2) return;
  throw new WorkbenchError(
    'simulation-diverged',
    `${diverged.length} of the last ${episodes.length} episodes diverged. ${diverged[0]!.divergence}`,
    "Use a shorter time step or softer gains in the task's model, then resume.",
  );
}
