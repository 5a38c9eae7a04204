import type { Port } from '../../contracts/port.ts';

/** Joins two ports: what one receives the other sends, and they close together. */
export function pipe(left: Port, right: Port): void {
  left.onMessage((message) => right.postMessage(message));
  right.onMessage((message) => left.postMessage(message));
  left.onClose(() => right.close());
  right.onClose(() => left.close());
}
