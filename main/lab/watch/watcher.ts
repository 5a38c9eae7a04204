import { WorkbenchError } from '../../../contracts/errors.ts';
import type { GhostSettings } from '../../../contracts/ghost-settings.ts';
import type { EpisodeSummary, RecordedEpisode, WatchSettings, WhatIf } from '../../../contracts/lab-api.ts';
import type { WatchFrame } from '../../../contracts/stream.ts';
import type { Run } from '../../runs/run.ts';
import type { Policy } from '../policy.ts';
import { Thread } from '../thread.ts';
import type { WatchApi, WatchThreadData, WatchThreadHost } from './watch-thread.ts';

/** Whom a watcher asks and tells. */
export interface WatcherEvents {
  /** The policy that the next episode is played by. */
  policy(): Policy;
  /** Not called again before it settles. */
  frame(frame: WatchFrame): Promise<void>;
  /** A watched episode ended and is kept. */
  recorded(episode: EpisodeSummary): void;
  /** Watching ended because of this. */
  failed(error: WorkbenchError): void;
}

/** Plays and inspects episodes of one run, in a thread of its own. */
export class Watcher {
  readonly run: string;
  readonly #thread: Thread<WatchApi, WatchThreadHost>;

  constructor(run: Run, events: WatcherEvents) {
    this.run = run.id;
    const data: WatchThreadData = { run: run.id, folder: run.folder, config: run.record.config };
    this.#thread = new Thread<WatchApi, WatchThreadHost>(new URL('./watch-thread.ts', import.meta.url), data, {
      policy: async () => events.policy(),
      frame: (frame) => events.frame(frame),
      recorded: (episode) => events.recorded(episode),
      failed: (error) => events.failed(WorkbenchError.fromData(error)),
    });
  }

  /** False once its thread has ended, whatever ended it. */
  get isAlive(): boolean {
    return !this.#thread.call.$closed;
  }

  /** Begins to watch, or goes on by other settings. */
  async watch(settings: WatchSettings): Promise<void> {
    await this.#thread.call.watch(settings);
  }

  async unwatch(): Promise<void> {
    await this.#thread.call.unwatch();
  }

  /** @throws WorkbenchError `unknown-name`, `damaged` */
  async episode(id: string, ghosts: GhostSettings): Promise<RecordedEpisode> {
    return this.#thread.call.episode(id, ghosts);
  }

  /** @throws WorkbenchError as `Inspection.whatIf`. */
  async whatIf(id: string, step: number, action: readonly number[]): Promise<WhatIf> {
    return this.#thread.call.whatIf(id, step, action);
  }

  async close(): Promise<void> {
    await this.#thread.call.close().catch(() => {}); // One that failed is ended all the same.
    await this.#thread.terminate();
  }
}
