import { inject, onScopeDispose, type InjectionKey } from 'vue';
import type { HostFrame } from '../../contracts/rpc/messages.ts';
import type { Connection } from './connection.ts';

/** What components use of a host: `key` is where its connection is provided. */
export function hostComposables<Api extends object, Frame extends HostFrame>(name: string) {
  const key: InjectionKey<Connection<Api, Frame>> = Symbol(name);

  function useConnection(): Connection<Api, Frame> {
    const connection = inject(key);
    if (!connection) throw new Error(`No connection to ${name} was provided.`);
    return connection;
  }

  return {
    key,
    useConnection,

    /** The host: every method returns a promise, and fails with a `WorkbenchError`. */
    useApi: (): Api => useConnection().api,

    /**
     * Passes the frames of a kind on for as long as the component lives: the latest, whenever what `receive` returns has
     * settled. @returns ends it sooner
     */
    useStream<K extends Frame['kind']>(
      kind: K,
      receive: (frame: Extract<Frame, { kind: K }>) => void | Promise<void>,
    ): () => void {
      const end = useConnection().subscribe(kind, receive);
      onScopeDispose(end);
      return end;
    },

    /** Runs now if the host is connected, and after each reconnection. */
    useOnConnected(told: () => void): void {
      onScopeDispose(useConnection().onConnected(told));
    },
  };
}
