import type { Port } from '../../contracts/port.ts';

/** Two ends of a channel within one process. Messages arrive in order, in a later turn; both ends close together. */
export function portPair(): [Port, Port] {
  const [left, right] = [new PairedPort(), new PairedPort()];
  left.join(right);
  right.join(left);
  return [left, right];
}

class PairedPort implements Port {
  #other: PairedPort | null = null;
  #receive: ((message: unknown) => void) | null = null;
  readonly #early: unknown[] = [];
  readonly #closed: (() => void)[] = [];

  join(other: PairedPort): void {
    this.#other = other;
  }

  postMessage(message: unknown): void {
    const other = this.#other;
    queueMicrotask(() => other?.deliver(message));
  }

  deliver(message: unknown): void {
    if (this.#receive) this.#receive(message);
    else this.#early.push(message);
  }

  onMessage(receive: (message: unknown) => void): void {
    this.#receive = receive;
    for (const message of this.#early.splice(0)) receive(message);
  }

  onClose(closed: () => void): void {
    this.#closed.push(closed);
  }

  close(): void {
    const other = this.#other;
    if (!other) return;
    this.#other = null;
    queueMicrotask(() => {
      for (const closed of this.#closed.splice(0)) closed();
      other.close();
    });
  }
}
