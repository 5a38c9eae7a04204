import type { WorkbenchError } from '../../../contracts/errors.ts';

/** The end of a link: it happens once, and whoever asks later is told too. */
export class Closing {
  #reason: WorkbenchError | null | undefined;
  readonly #listeners: ((reason: WorkbenchError | null) => void)[] = [];

  /** Undefined while the link is open. */
  get reason(): WorkbenchError | null | undefined {
    return this.#reason;
  }

  onClosed(closed: (reason: WorkbenchError | null) => void): void {
    if (this.#reason === undefined) this.#listeners.push(closed);
    else closed(this.#reason);
  }

  /** @param reason null if it was closed on purpose. */
  close(reason: WorkbenchError | null): void {
    if (this.#reason !== undefined) return;
    this.#reason = reason;
    for (const closed of this.#listeners) closed(reason);
  }
}
