import type { WorkbenchError } from '../../contracts/errors.ts';
import type { RecordedEpisode, WatchSettings, WhatIf } from '../../contracts/lab-api.ts';
import type { StreamFrame } from '../../contracts/stream.ts';
import type { Policy } from '../lab/policy.ts';
import { Watcher } from '../lab/watch/watcher.ts';
import type { Run } from '../runs/run.ts';

/** What one window watches, and the recorded episodes it looks into: at most one run each. */
export class WatchDesk {
  readonly #find: (run: string) => Run;
  readonly #policy: (run: Run) => Policy;
  readonly #send: (frame: StreamFrame) => void;
  #watching: Watcher | null = null;
  #inspecting: Watcher | null = null;
  /** Requests are dealt with one after the other. */
  #last: Promise<unknown> = Promise.resolve();

  /** @param find @throws WorkbenchError `unknown-name` */
  constructor(find: (run: string) => Run, policy: (run: Run) => Policy, send: (frame: StreamFrame) => void) {
    this.#find = find;
    this.#policy = policy;
    this.#send = send;
  }

  watch(run: string, settings: WatchSettings): Promise<void> {
    return this.#inTurn(async () => {
      this.#watching = await this.#watcherOf(run, this.#watching);
      await this.#watching.watch(settings);
    });
  }

  /** The thread stays, so that watching the same run again begins at once. */
  unwatch(): Promise<void> {
    return this.#inTurn(async () => this.#watching?.unwatch());
  }

  episode(run: string, id: string): Promise<RecordedEpisode> {
    return this.#inTurn(async () => (await this.#inspectorOf(run)).episode(id));
  }

  whatIf(run: string, id: string, step: number, action: readonly number[]): Promise<WhatIf> {
    return this.#inTurn(async () => (await this.#inspectorOf(run)).whatIf(id, step, action));
  }

  close(): Promise<void> {
    return this.#inTurn(async () => {
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
    const run = this.#find(id);
    if (present?.run === id && present.isAlive) return present;
    await present?.close();
    return new Watcher(run, {
      policy: () => this.#policy(run),
      frame: this.#send,
      failed: (error) => this.#warn(id, error),
    });
  }

  #warn(run: string, { message }: WorkbenchError): void {
    const text = `The policy can no longer be watched. ${message}`;
    this.#send({ kind: 'run', run, event: { type: 'warning', message: text } });
  }

  #inTurn<T>(action: () => Promise<T>): Promise<T> {
    const result = this.#last.then(action);
    this.#last = result.catch(() => {});
    return result;
  }
}
