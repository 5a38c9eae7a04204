import type { DeployCheck, DeployFrame, DeployRequest } from '../../../contracts/deploy.ts';

/** What a window is told before a policy acts. */
export function frameWithoutPolicy(
  state: 'checking' | 'idle',
  { run, dryRun, target_m }: DeployRequest,
  checks: readonly DeployCheck[],
): DeployFrame {
  return {
    kind: 'deploy',
    state,
    run,
    isDryRun: dryRun,
    checks,
    held: null,
    fault: null,
    isRaising: false,
    target_m,
    distance_m: null,
    step: 0,
    episodeSteps: 0,
    poses: new Float32Array(),
    commanded: null,
    decision: null,
    timing: null,
  };
}
