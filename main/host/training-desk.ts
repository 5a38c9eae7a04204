import { setImmediate } from 'node:timers/promises';
import { WorkbenchError } from '../../contracts/errors.ts';
import type { RunSummary } from '../../contracts/lab-api.ts';
import type { TrainingEvent } from '../../contracts/run.ts';
import { Gate } from '../lab/gate.ts';
import { train } from '../lab/index.ts';
import { newestPolicy, type Policy } from '../lab/policy.ts';
import type { Run } from '../runs/run.ts';

export interface TrainingDeskEvents {
  /** News of the run in training. */
  training(run: string, event: TrainingEvent): void;
  /** A run begins or ends to be trained, or is held or let on. */
  changed(): void;
}

interface Current {
  readonly run: Run;
  readonly gate: Gate;
  readonly abort: AbortController;
  readonly ended: Promise<void>;
  /** Gives the newest policy; null until the threads are up. */
  policy: (() => Policy) | null;
}

/** Trains one run at a time, and holds it, lets it on or stops it. */
export class TrainingDesk {
  readonly #events: TrainingDeskEvents;
  #current: Current | null = null;

  constructor(events: TrainingDeskEvents) {
    this.#events = events;
  }

  activity(run: string): RunSummary['activity'] {
    if (this.#current?.run.id !== run) return 'idle';
    return this.#current.gate.isOpen ? 'training' : 'paused';
  }

  /** @throws WorkbenchError `busy`, naming the run in training. */
  refuseIfBusy(): void {
    if (!this.#current) return;
    const { name } = this.#current.run.record;
    throw new WorkbenchError('busy', `Run "${name}" is in training; one at a time is trained.`, 'Stop it first.');
  }

  /** Begins to train a run, or lets it on if it is held. @throws WorkbenchError `busy` */
  async resume(run: Run): Promise<void> {
    if (this.activity(run.id) === 'idle') return this.#begin(run);
    this.#current!.gate.open();
    this.#events.changed();
  }

  pause(run: Run): void {
    this.#require(run).gate.close();
    this.#events.changed();
  }

  /** Lets a run that is held do one iteration. */
  stepOnce(run: Run): void {
    this.#require(run).gate.letOnePass();
  }

  /** Returns when the run has saved and ended. */
  async stop(run: Run): Promise<void> {
    const { abort, ended } = this.#require(run);
    abort.abort();
    await ended;
  }

  /** Stops whatever is in training. */
  async close(): Promise<void> {
    this.#current?.abort.abort();
    await this.#current?.ended;
  }

  /** A run's policy as it now stands: in training, or saved. */
  policy(run: Run): Policy {
    const live = this.#current?.run.id === run.id ? this.#current.policy : null;
    return live ? live() : newestPolicy(run);
  }

  async #begin(run: Run): Promise<void> {
    this.refuseIfBusy();
    const gate = new Gate();
    const abort = new AbortController();
    const training = train(run, {
      signal: abort.signal,
      gate,
      onEvent: (event) => this.#events.training(run.id, event),
      onStart: (policy) => {
        current.policy = policy;
        this.#events.changed();
      },
    });
    const current: Current = { run, gate, abort, policy: null, ended: this.#untilEnd(run, training) };
    this.#current = current;
    // What refuses a run does so before anything is awaited; later failures are told when they come.
    await Promise.race([training, setImmediate()]);
    this.#events.changed();
  }

  async #untilEnd(run: Run, training: Promise<unknown>): Promise<void> {
    try {
      await training;
    } catch (error) {
      this.#events.training(run.id, { type: 'warning', message: WorkbenchError.from(error).message });
    }
    this.#current = null;
    this.#events.changed();
  }

  #require(run: Run): Current {
    if (this.#current?.run.id === run.id) return this.#current;
    throw new WorkbenchError('unsupported', `Run "${run.record.name}" is not in training.`, 'Resume it first.');
  }
}
