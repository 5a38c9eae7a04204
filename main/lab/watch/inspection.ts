import type { GhostSettings } from '../../../contracts/ghost-settings.ts';
import type { RecordedEpisode, WhatIf } from '../../../contracts/lab-api.ts';
import { WorkbenchError } from '../../../contracts/errors.ts';
import type { WatchFrame } from '../../../contracts/stream.ts';
import { decodeAction } from '../../../sims/actions.ts';
import { poses } from '../../../sims/scene/poses.ts';
import type { ArmMoment, EpisodeRecord } from './episode-file.ts';
import type { EpisodeFolder } from './episode-folder.ts';
import { imagineGhosts } from './ghosts.ts';
import { momentOf } from './moment.ts';
import type { Player } from './player.ts';

/** Looks into recorded episodes: all but how an arm moved is computed again from their states, seed and policy. */
export class Inspection {
  readonly #run: string;
  readonly #folder: EpisodeFolder;
  readonly #player: Player;
  readonly #robotBodies: readonly number[];

  constructor(run: string, folder: EpisodeFolder, player: Player, robotBodies: readonly number[]) {
    this.#run = run;
    this.#folder = folder;
    this.#player = player;
    this.#robotBodies = robotBodies;
  }

  /** The episode, step by step. @throws WorkbenchError `unknown-name`, `damaged` */
  async episode(id: string, ghosts: GhostSettings): Promise<RecordedEpisode> {
    const { record, parameters } = this.#folder.load(id);
    const { environment } = this.#player;
    this.#player.take({ ...record, parameters });
    const frames: WatchFrame[] = [];
    for (const [step, state] of record.states.entries()) {
      environment.loadState(state);
      const decision = isDecided(record, step) ? await this.#player.decide() : null;
      const imagined = decision && imagineGhosts(environment, decision, ghosts, this.#robotBodies);
      frames.push({
        kind: 'watch',
        run: this.#run,
        episode: 1,
        environmentSteps: record.summary.environmentSteps,
        ...momentOf(environment),
        ...seenOf(record.arm?.[step]),
        decision: decision && imagined && { ...decision, ghosts: imagined },
      });
    }
    return { summary: record.summary, frames };
  }

  /**
   * Goes back to a step of an episode, does `action` there, and lets the policy go on to the end with the random
   * numbers that it had: what was done then leads where it led. From a step on an arm it goes on in simulation, for a whole
   * episode.
   * @param action [D], as an agent acts
   * @throws WorkbenchError `bad-config` for a step or an action that cannot be; as `episode`
   */
  async whatIf(id: string, step: number, action: readonly number[]): Promise<WhatIf> {
    const { record, parameters } = this.#folder.load(id);
    const { environment } = this.#player;
    if (!isDecided(record, step)) {
      const message = `Episode ${id} has no action at step ${step}: it has ${record.summary.steps} steps.`;
      throw new WorkbenchError(
        'bad-config',
        message,
        `Choose a step at which the policy acted, from 0 to ${record.summary.steps - 1}.`,
      );
    }
    decodeAction(environment.action, action, new Float64Array(environment.action.length));
    this.#player.take({ ...record, parameters });
    const state = record.states[step]!;
    environment.loadState(record.arm ? { ...state, episodeStep: 0 } : state);
    const after: { poses: Float32Array; reward: number }[] = [];
    for (let next: ArrayLike<number> = action; ; next = await this.#player.choose()) {
      const { reward_t } = environment.step(next);
      after.push({ poses: poses(environment.physics), reward: reward_t });
      if (this.#player.isOver) break;
    }
    return {
      poses: after.map((moment) => moment.poses),
      rewards: after.map((moment) => moment.reward),
      episodeReturn: environment.episodeReturn,
      succeeded: environment.succeeded,
    };
  }
}

/** Whether there is such a step, and the policy decided there. */
function isDecided({ states, arm }: EpisodeRecord, step: number): boolean {
  const state = states[step];
  return state !== undefined && state.stepType !== 'last' && (arm?.[step]?.acted ?? true);
}

/** An arm as it was, instead of where its policy expected it; nothing in simulation. */
function seenOf(moment: ArmMoment | undefined): Partial<WatchFrame> {
  return moment ? { poses: moment.measured, commanded: moment.commanded, contacts_m: new Float32Array() } : {};
}
