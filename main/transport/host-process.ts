import type { Port } from '../../contracts/port.ts';
import { openChannels, type Accept } from './channels.ts';

const PING_EVERY_MS = 2_000;
const UNANSWERED_PINGS = 15;
const END_WITHIN_MS = 30_000;

/** A process that was started, by whatever means. */
export interface Launched {
  readonly port: Port;
  kill(): void;
  /** Called once, with words such as `exit code 1` or `signal SIGKILL`. */
  onExit(exited: (how: string) => void): void;
}

/** A host as its parent has it: started, listened to, and ended. */
export class HostProcess {
  readonly #launched: Launched;
  readonly #open: (label: string) => Port;
  readonly #control: Port;
  /** Settles when the process is gone: null if it was asked to end, else what became of it. */
  readonly exited: Promise<string | null>;
  #unanswered = 0;
  #isConnected = true;
  #isEnding = false;
  #isSilent = false;

  /** @param accept takes the ports that the host asks for; without it there are none */
  constructor(launched: Launched, accept?: Accept) {
    this.#launched = launched;
    this.#open = openChannels(launched.port, accept);
    launched.port.onClose(() => (this.#isConnected = false));
    this.#control = this.#open('control');
    this.#control.onMessage(() => (this.#unanswered = 0));
    const heartbeat = setInterval(() => this.#ping(), PING_EVERY_MS);
    this.exited = new Promise((resolve) =>
      launched.onExit((how) => {
        clearInterval(heartbeat);
        if (this.#isEnding) resolve(null);
        else resolve(this.#isSilent ? 'it no longer answered' : how);
      }),
    );
  }

  /** A port to the host's service; null if it is going or gone. */
  connect(): Port | null {
    return this.#isConnected ? this.#open('service') : null;
  }

  /** Lets the host save and end; kills it if that takes too long. */
  async end(): Promise<void> {
    this.#isEnding = true;
    this.#control.postMessage('end');
    const late = setTimeout(() => this.#launched.kill(), END_WITHIN_MS);
    await this.exited;
    clearTimeout(late);
  }

  /** Pings are counted rather than timed: while a laptop sleeps, neither side speaks. */
  #ping(): void {
    if (++this.#unanswered > UNANSWERED_PINGS) {
      this.#isSilent = true;
      this.#launched.kill();
    } else this.#control.postMessage('ping');
  }
}
