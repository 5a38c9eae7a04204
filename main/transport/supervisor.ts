import type { Port } from '../../contracts/port.ts';
import type { Accept } from './channels.ts';
import { HostProcess, type Launched } from './host-process.ts';
import { restartPause_ms } from './restart-pause.ts';

export interface SupervisorEvents {
  /** A host is there. @param crash what became of the one before; null for the first. */
  started(crash: string | null): void;
  /** It crashed too often, and stays down until `start` is called again. */
  gaveUp(crash: string): void;
  /** The host asks for a port; without this it gets none. */
  asked?: Accept;
}

/** Keeps a host running: starts it again when it crashes, though not for ever. */
export class Supervisor {
  readonly #launch: (crash: string | null) => Launched;
  readonly #events: SupervisorEvents;
  #host: HostProcess | null = null;
  #crashes_ms: number[] = [];
  #restart: NodeJS.Timeout | undefined;
  #isEnding = false;

  /** @param launch starts the process, and is told what became of the one before. */
  constructor(launch: (crash: string | null) => Launched, events: SupervisorEvents) {
    this.#launch = launch;
    this.#events = events;
  }

  /** Starts the host; after it was given up, afresh. */
  start(): void {
    this.#crashes_ms = [];
    this.#run(null);
  }

  /** A port to the host; null while there is none. */
  connect(): Port | null {
    return this.#host?.connect() ?? null;
  }

  /** Lets the host save and end, for good. */
  async end(): Promise<void> {
    this.#isEnding = true;
    clearTimeout(this.#restart);
    await this.#host?.end();
  }

  #run(crash: string | null): void {
    const host = new HostProcess(this.#launch(crash), this.#events.asked);
    this.#host = host;
    void this.#watch(host);
    this.#events.started(crash);
  }

  async #watch(host: HostProcess): Promise<void> {
    const crash = await host.exited;
    this.#host = null;
    if (crash === null || this.#isEnding) return;
    this.#crashes_ms.push(performance.now());
    const pause_ms = restartPause_ms(this.#crashes_ms);
    if (pause_ms === null) this.#events.gaveUp(crash);
    else this.#restart = setTimeout(() => this.#run(crash), pause_ms);
  }
}
