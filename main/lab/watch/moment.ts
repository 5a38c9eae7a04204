import type { WatchFrame } from '../../../contracts/stream.ts';
import type { Environment } from '../../../sims/environment.ts';
import { poses } from '../../../sims/scene/poses.ts';

/** What is to be seen of an environment, whatever the policy thinks of it. */
export type Moment = Pick<
  WatchFrame,
  'step' | 'episodeSteps' | 'reward' | 'episodeReturn' | 'succeeded' | 'poses' | 'contacts_m'
>;

export function momentOf(environment: Environment): Moment {
  return {
    step: environment.episodeStep,
    episodeSteps: environment.task.episodeSteps,
    reward: environment.timeStep.reward_t,
    episodeReturn: environment.episodeReturn,
    succeeded: environment.succeeded,
    poses: poses(environment.physics),
    contacts_m: environment.physics.contactPositions(),
  };
}
