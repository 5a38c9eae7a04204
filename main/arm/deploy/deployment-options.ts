import type { DeployCheck, DeployFrame, DeployRequest } from '../../../contracts/deploy.ts';
import type { EpisodeSummary } from '../../../contracts/lab-api.ts';
import type { Policy } from '../../lab/policy.ts';
import type { Clock } from '../clock.ts';
import type { DeployedArm } from './deployed-arm.ts';
import type { PolicyOnArm } from './policy-on-arm.ts';

export interface DeploymentOptions {
  readonly on: PolicyOnArm;
  readonly policy: Policy;
  readonly arm: DeployedArm;
  readonly request: DeployRequest;
  readonly checks: readonly DeployCheck[];
  /** Settles when whoever watches has taken the frame. */
  readonly show: (frame: DeployFrame) => Promise<void>;
  /** Told of every episode that ended and is kept in the run; or that it cannot be, and why. */
  readonly kept: (episode: EpisodeSummary) => void;
  readonly warn: (message: string) => void;
  readonly clock: Clock;
}
