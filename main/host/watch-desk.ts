import type { WorkbenchError } from '../../contracts/errors.ts';
import type { GhostSettings } from '../../contracts/ghost-settings.ts';
import type { EpisodeSummary, RecordedEpisode, WatchSettings, WhatIf } from '../../contracts/lab-api.ts';
import type { StreamFrame } from '../../contracts/stream.ts';
import type { Policy } from '../lab/policy.ts';
import { Watcher } from '../lab/watch/watcher.ts';
import type { Run } from '../runs/run.ts';
import { Turns } from '../turns.ts';

/** Whom a desk asks and tells. */
export interface WatchDeskEvents {
  /** @throws WorkbenchError `unknown-name` */
  find(run: string): Run;
  /** A run's newest policy. */
  policy(run: Run): Policy;
  /** To the window whose desk it is; settles when it has dealt with the frame. */
  send(frame: StreamFrame): Promise<void>;
  recorded(run: string, episode: EpisodeSummary): void;
}

/** What one window watches, and the recorded episodes it looks into: at most one run each. */
export class WatchDesk {
  readonly #events: WatchDeskEvents;
  #watching: Watcher | null = null;
  #inspecting: Watcher | null = null;
  /** Requests are dealt with one after the other. */
  readonly #turns = new Turns();

  constructor(events: WatchDeskEvents) {
    this.#events = events;
  }

  watch(run: string, settings: WatchSettings): Promise<void> {
    return this.#turns.take(async () => {
      this.#watching = await this.#watcherOf(run, this.#watching);
      await this.#watching.watch(settings);
    });
  }

  /** The thread stays, so that watching the same run again begins at once. */
  unwatch(): Promise<void> {
    return this.#turns.take(async () => this.#watching?.unwatch());
  }

  episode(run: string, id: string, ghosts: GhostSettings): Promise<RecordedEpisode> {
    return this.#turns.take(async () => (await this.#inspectorOf(run)).episode(id, ghosts));
  }

  whatIf(run: string, id: string, step: number, action: readonly number[]): Promise<WhatIf> {
    return this.#turns.take(async () => (await this.#inspectorOf(run)).whatIf(id, step, action));
  }

  close(): Promise<void> {
    return this.#turns.take(async () => {
      await Promise.all([this.#watching?.close(), this.#inspecting?.close()]);
      this.#watching = this.#inspecting = null;
    });
  }

  async #inspectorOf(run: string): Promise<Watcher> {
    if (this.#watching?.run === run) return this.#watching;
    return (this.#inspecting = await this.#watcherOf(run, this.#inspecting));
  }

  /** The one that is there, if it is the run's and alive; else another in its place. */
  async #watcherOf(id: string, present: Watcher | null): Promise<Watcher> {
    const run = this.#events.find(id);
    if (present?.run === id && present.isAlive) return present;
    await present?.close();
    return new Watcher(run, {
      policy: () => this.#events.policy(run),
      frame: (frame) => this.#events.send(frame),
      recorded: (episode) => this.#events.recorded(id, episode),
      failed: (error) => this.#warn(id, error),
    });
  }

  #warn(run: string, { message }: WorkbenchError): void {
    const text = `The policy can no longer be watched. ${message}`;
    void this.#events.send({ kind: 'run', run, event: { type: 'warning', message: text } });
  }
}
