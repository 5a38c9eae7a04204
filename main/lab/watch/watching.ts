import { randomInt } from 'node:crypto';
import type { EpisodeSummary, WatchSettings } from '../../../contracts/lab-api.ts';
import type { Decision, Ghost, WatchFrame } from '../../../contracts/stream.ts';
import type { EnvironmentState } from '../../../sims/environment.ts';
import type { Plan } from '../plan.ts';
import type { Policy } from '../policy.ts';
import { Audience } from './audience.ts';
import type { EpisodeFolder } from './episode-folder.ts';
import { imagineGhosts } from './ghosts.ts';
import { momentOf } from './moment.ts';
import { Pace } from './pace.ts';
import type { PlayedEpisode, Player } from './player.ts';
import { summariseEpisode } from './summarise-episode.ts';

/** What the watching side is given, and to whom it tells. */
export interface WatchHost {
  /** The newest policy. */
  policy(): Promise<Policy>;
  /** Returns when the frame is taken; none is sent before that. */
  frame(frame: WatchFrame): Promise<void>;
  /** An episode ended and is kept. */
  recorded(episode: EpisodeSummary): void;
}

/** Ghosts are imagined as often as this share of the time allows, and at least at this interval. */
const GHOSTS_SHARE = 0.01;
const GHOSTS_AT_LEAST_EVERY_MS = 1000;

/** Plays one episode after the other by the newest policy, in time with the clock, and keeps those that ended. */
export class Watching {
  readonly #run: string;
  readonly #plan: Plan;
  readonly #player: Player;
  readonly #robotBodies: readonly number[];
  readonly #folder: EpisodeFolder;
  readonly #host: WatchHost;
  readonly #audience: Audience;
  readonly #pace: Pace;
  #settings: WatchSettings;
  #episode = 0;
  #isStopped = false;
  /** The window has not seen the present moment. */
  #isBehind = false;
  #ghostsAt_ms = -Infinity;

  constructor(
    run: string,
    plan: Plan,
    player: Player,
    robotBodies: readonly number[],
    folder: EpisodeFolder,
    host: WatchHost,
    settings: WatchSettings,
  ) {
    this.#run = run;
    this.#plan = plan;
    this.#player = player;
    this.#robotBodies = robotBodies;
    this.#folder = folder;
    this.#host = host;
    this.#settings = settings;
    this.#audience = new Audience((frame) => host.frame(frame));
    this.#pace = new Pace(settings.speed);
  }

  /** Speed and ghosts change at once, exploration with the next episode. */
  set settings(settings: WatchSettings) {
    this.#settings = settings;
    this.#ghostsAt_ms = -Infinity;
    this.#audience.hurry();
    this.#pace.speed = settings.speed;
  }

  stop(): void {
    this.#isStopped = true;
    this.#audience.leave();
    this.#pace.interrupt();
  }

  /** Plays until it is stopped. */
  async play(): Promise<void> {
    while (!this.#isStopped) {
      const { environmentSteps, parameters } = await this.#host.policy();
      const episode = { seed: randomInt(2 ** 32), exploring: this.#settings.exploring, parameters };
      this.#episode++;
      const states = await this.#playEpisode(episode, environmentSteps);
      if (states) this.#keep(episode, environmentSteps, states);
    }
  }

  /** @returns the states from the first to the last; null if it was stopped, or could not be simulated, before its end. */
  async #playEpisode(episode: PlayedEpisode, environmentSteps: number): Promise<EnvironmentState[] | null> {
    const { environment } = this.#player;
    this.#player.begin(episode);
    const states: EnvironmentState[] = [];
    for (;;) {
      states.push(environment.saveState());
      await this.#audience.attention();
      let decision: Decision | null = null;
      do {
        this.#isBehind = !this.#audience.isReady;
        if (!this.#isBehind && !this.#player.isOver) decision ??= await this.#player.decide();
        if (this.#isStopped) return null;
        if (!this.#isBehind) this.#show(environmentSteps, decision);
      } while (!(await this.#pace.next(this.#plan.task.controlTimestep_s)));
      if (this.#player.isOver) return states;
      // Nobody asks why where nobody sees it.
      const action = decision?.executed ?? (await this.#player.choose());
      if (environment.stepOrAbandon(action) !== undefined) return null;
    }
  }

  /** Shows the present moment. */
  #show(environmentSteps: number, decision: Decision | null): void {
    const moment = momentOf(this.#player.environment);
    const ghosts = decision && this.#ghosts(decision);
    const frame: WatchFrame = {
      kind: 'watch',
      run: this.#run,
      episode: this.#episode,
      environmentSteps,
      ...moment,
      decision: decision && ghosts && { ...decision, ghosts },
    };
    this.#audience.show(frame, () => this.#isBehind && this.#pace.interrupt());
  }

  #ghosts(decision: Decision): readonly Ghost[] {
    const started_ms = performance.now();
    if (started_ms < this.#ghostsAt_ms) return [];
    const ghosts = imagineGhosts(this.#player.environment, decision, this.#settings, this.#robotBodies);
    const now_ms = performance.now();
    this.#ghostsAt_ms = now_ms + Math.min((now_ms - started_ms) / GHOSTS_SHARE, GHOSTS_AT_LEAST_EVERY_MS);
    return ghosts;
  }

  #keep({ seed, exploring, parameters }: PlayedEpisode, environmentSteps: number, states: EnvironmentState[]): void {
    const summary = summariseEpisode(states, { seed, environmentSteps, deployed: null });
    this.#folder.save({ summary, seed, exploring, states, arm: null }, parameters);
    this.#host.recorded(summary);
  }
}
