import { inject, onScopeDispose, type InjectionKey } from 'vue';
import type { LabApi } from '../../contracts/lab-api.ts';
import type { StreamFrame } from '../../contracts/stream.ts';
import type { Connection, FrameOf } from './connection.ts';

export const connectionKey: InjectionKey<Connection> = Symbol('connection');

export function useConnection(): Connection {
  const connection = inject(connectionKey);
  if (!connection) throw new Error('No connection was provided.');
  return connection;
}

/** The lab: every method returns a promise, and fails with a `WorkbenchError`. */
export function useLab(): LabApi {
  return useConnection().lab;
}

/**
 * Passes the frames of a kind on for as long as the component lives: the latest, whenever what `receive` returns has
 * settled. @returns ends it sooner
 */
export function useStream<K extends StreamFrame['kind']>(
  kind: K,
  receive: (frame: FrameOf<K>) => void | Promise<void>,
): () => void {
  const end = useConnection().subscribe(kind, receive);
  onScopeDispose(end);
  return end;
}

/** Runs now if the lab is connected, and after each reconnection. */
export function useOnConnected(told: () => void): void {
  onScopeDispose(useConnection().onConnected(told));
}
