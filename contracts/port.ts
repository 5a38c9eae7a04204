/**
 * A two-way channel that carries structured-cloneable messages in order: the one thing a host, a window and their tests
 * share, whether a WebSocket, an Electron MessagePort or a child process lies behind it.
 */
export interface Port {
  postMessage(message: unknown): void;
  /** The one who receives from now on. Messages that arrived before are delivered to the first. */
  onMessage(receive: (message: unknown) => void): void;
  /** Called once when the other side is gone or the channel was closed. */
  onClose(closed: () => void): void;
  close(): void;
}
