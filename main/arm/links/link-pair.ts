import { type ByteLink, linkLost } from './byte-link.ts';
import { Closing } from './closing.ts';

/** Two links within this process, each the other's far end: what one writes the other receives, in a later task. */
export function linkPair(name: string, baud_bps: number): [ByteLink, ByteLink] {
  const left = new PairedLink(name, baud_bps);
  const right = new PairedLink(name, baud_bps);
  left.join(right);
  right.join(left);
  return [left, right];
}

class PairedLink implements ByteLink {
  readonly name: string;
  readonly latency_ms = 2;
  baud_bps: number;
  #peer: PairedLink | undefined;
  #receive: (bytes: Uint8Array) => void = () => {};
  readonly #closing = new Closing();

  constructor(name: string, baud_bps: number) {
    this.name = name;
    this.baud_bps = baud_bps;
  }

  join(peer: PairedLink): void {
    this.#peer = peer;
  }

  write(bytes: Uint8Array): Promise<void> {
    if (this.#closing.reason !== undefined) return Promise.reject(linkLost(this.name, 'it is closed'));
    const copy = Uint8Array.from(bytes);
    queueMicrotask(() => this.#peer?.deliver(copy));
    return Promise.resolve();
  }

  onBytes(receive: (bytes: Uint8Array) => void): void {
    this.#receive = receive;
  }

  onClosed(closed: Parameters<ByteLink['onClosed']>[0]): void {
    this.#closing.onClosed(closed);
  }

  setBaud(baud_bps: number): Promise<void> {
    this.baud_bps = baud_bps;
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.#closing.close(null);
    this.#peer?.abandon();
    return Promise.resolve();
  }

  deliver(bytes: Uint8Array): void {
    this.#receive(bytes);
  }

  abandon(): void {
    this.#closing.close(linkLost(this.name, 'the other side closed it'));
  }
}
