import type { Deployed } from '../../../contracts/deploy.ts';
import type { EpisodeSummary } from '../../../contracts/lab-api.ts';
import type { EnvironmentState } from '../../../sims/environment.ts';

/** What an episode that has just ended is told by. @param states from the first to the last */
export function summariseEpisode(
  states: readonly EnvironmentState[],
  { seed, environmentSteps, deployed }: { seed: number; environmentSteps: number; deployed: Deployed | null },
): EpisodeSummary {
  const createdAt = new Date().toISOString();
  const { episodeReturn, succeeded } = states.at(-1)!;
  const id = `${createdAt.replace(/\D/g, '')}-${seed.toString(16).padStart(8, '0')}`;
  return { id, environmentSteps, createdAt, steps: states.length - 1, episodeReturn, succeeded, deployed };
}
