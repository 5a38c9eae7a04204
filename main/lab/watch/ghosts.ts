import { WorkbenchError } from '../../../contracts/errors.ts';
import type { GhostSettings } from '../../../contracts/ghost-settings.ts';
import type { Decision, Ghost } from '../../../contracts/stream.ts';
import type { Environment, EnvironmentState } from '../../../sims/environment.ts';
import { poses } from '../../../sims/scene/poses.ts';
import { ghostCandidates } from './ghost-candidates.ts';

/**
 * Where candidates would lead if they were held. The environment is used to find out, and put back as it was.
 * @param robotBodies the bodies whose poses are taken
 */
export function imagineGhosts(
  environment: Environment,
  decision: Decision,
  { ghosts, horizon_steps }: GhostSettings,
  robotBodies: readonly number[],
): Ghost[] {
  const present = environment.saveState();
  const imagined = ghostCandidates(decision, ghosts).map(({ candidate, q, action }) => {
    hold(environment, present, action, horizon_steps);
    return { candidate, q, poses: poses(environment.physics, robotBodies) };
  });
  environment.loadState(present);
  return imagined;
}

/** Until the horizon, the end of the episode, or the last moment that could be simulated. */
function hold(environment: Environment, from: EnvironmentState, action: Float32Array, steps: number): void {
  environment.loadState(from);
  try {
    for (let i = 0; i < steps && environment.timeStep.stepType !== 'last'; i++) environment.step(action);
  } catch (error) {
    if (!(error instanceof WorkbenchError && error.code === 'simulation-diverged')) throw error;
    environment.loadState(from);
  }
}
