import type { Deployed, DeployRequest } from '../../../contracts/deploy.ts';
import type { EpisodeSummary } from '../../../contracts/lab-api.ts';
import type { EnvironmentState } from '../../../sims/environment.ts';
import type { Policy } from '../../lab/policy.ts';
import type { ArmMoment } from '../../lab/watch/episode-file.ts';
import { EpisodeFolder } from '../../lab/watch/episode-folder.ts';
import { summariseEpisode } from '../../lab/watch/summarise-episode.ts';
import type { PolicyOnArm } from './policy-on-arm.ts';

/** Twenty seconds: what is dragged about for longer is recorded so far. */
const LONGEST_steps = 500;
/** Of the random numbers that the policy draws. */
export const DEPLOYED_SEED = 0;

/** A step of a policy on an arm, to be looked into later. */
export interface DeployedStep extends ArmMoment {
  /** Of the arm's log. */
  readonly time_s: number;
  /** The posed task, as the policy decided there. */
  readonly state: EnvironmentState;
  readonly distance_m: number;
}

/** Records a policy on an arm, step by step until the arm comes to rest, and keeps it among the run's episodes. */
export class DeployedEpisode {
  readonly #on: PolicyOnArm;
  readonly #policy: Policy;
  readonly #request: DeployRequest;
  readonly #kept: (episode: EpisodeSummary) => void;
  #steps: DeployedStep[] = [];

  /** @param kept is told of every episode that ended */
  constructor(on: PolicyOnArm, policy: Policy, request: DeployRequest, kept: (episode: EpisodeSummary) => void) {
    this.#on = on;
    this.#policy = policy;
    this.#request = request;
    this.#kept = kept;
  }

  add(step: DeployedStep): void {
    if (this.#steps.length < LONGEST_steps) this.#steps.push(step);
  }

  /**
   * The arm comes to rest; another episode may follow.
   * @param fault what stopped it. @param log the arm's
   * @throws the storage errors
   */
  end(end: Deployed['end'], fault: string, log: string | null): void {
    const steps = this.#steps;
    this.#steps = [];
    if (steps.length === 0) return;
    const deployed: Deployed = {
      arm: this.#on.arm.title,
      isDryRun: this.#request.dryRun,
      log: log === null ? null : { name: log, from_s: steps[0]!.time_s },
      end,
      fault,
      distance_m: steps.at(-1)!.distance_m,
    };
    const states = steps.map(({ state }) => state);
    states.push({ ...states.pop()!, succeeded: end === 'reached' });
    const { environmentSteps, parameters } = this.#policy;
    const summary = summariseEpisode(states, { seed: DEPLOYED_SEED, environmentSteps, deployed });
    const arm = steps.map(({ acted, measured, commanded }) => ({ acted, measured, commanded }));
    const record = { summary, seed: DEPLOYED_SEED, exploring: false, states, arm };
    new EpisodeFolder(this.#on.run.folder).save(record, parameters);
    this.#kept(summary);
  }
}
