import { basename, extname } from 'node:path';
import { parentPort, Worker } from 'node:worker_threads';
import { createBirpc, type BirpcReturn } from 'birpc';
import { WorkbenchError } from '../../contracts/errors.ts';
import { Turns } from '../turns.ts';

/** Errors cross between threads as data, so that their code and remedy survive. */
const codec = {
  serialize: (message: { e?: unknown }) =>
    'e' in message ? { ...message, e: WorkbenchError.from(message.e).toData() } : message,
  deserialize: (message: { e?: Parameters<typeof WorkbenchError.fromData>[0] }) =>
    message.e ? { ...message, e: WorkbenchError.fromData(message.e) } : message,
};

/** A worker thread and the functions that it serves. */
export class Thread<Api extends object, Served extends object = Record<string, never>> {
  readonly call: BirpcReturn<Api, Served>;
  readonly #worker: Worker;

  /** @param served the functions that the thread may call. */
  constructor(script: URL, workerData: unknown, served: Served = {} as Served) {
    const worker = new Worker(script, { workerData });
    this.#worker = worker;
    this.call = createBirpc<Api, Served>(served, {
      post: (data) => worker.postMessage(data),
      on: (receive) => worker.on('message', receive),
      timeout: -1,
      ...codec,
    });
    const name = basename(script.pathname, extname(script.pathname));
    worker.on('error', (error) => this.#fail(isOutOfMemory(error) ? threadEnded(name, error.message) : error));
    worker.on('exit', (code) => this.#fail(threadEnded(name, `exit code ${code}`)));
  }

  /** Ends the thread at once; calls under way are rejected. */
  async terminate(): Promise<void> {
    await this.#worker.terminate();
  }

  #fail(error: Error): void {
    if (!this.call.$closed) this.call.$close(error);
  }
}

const isOutOfMemory = (error: Error) => (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY';

/** Native code may be what ended it: another engine can go on. */
function threadEnded(name: string, how: string): WorkbenchError {
  return new WorkbenchError('engine-failed', `The ${name} ended unexpectedly: ${how}.`, 'Resume the run.');
}

type Functions = Record<string, (...args: never[]) => unknown>;

/**
 * Serves `api` to the thread that started this one, one call after the other: a call to close waits for the work under
 * way, since native code must not lose its memory in the midst of it.
 * @returns the functions that the other thread serves.
 */
export function serve<Host extends object = Record<string, never>>(api: object): BirpcReturn<Host, Functions> {
  const port = parentPort!;
  const turns = new Turns();
  const inTurn = Object.fromEntries(
    Object.entries(api as Functions).map(([name, method]) => [
      name,
      (...args: never[]) => turns.take(async () => method(...args)),
    ]),
  );
  return createBirpc<Host, Functions>(inTurn, {
    post: (data) => port.postMessage(data),
    on: (receive) => port.on('message', receive),
    bind: 'functions',
    timeout: -1,
    ...codec,
  });
}
