import { shallowRef, type ShallowRef } from 'vue';
import { WorkbenchError } from '../../contracts/errors.ts';
import { labApi, type LabApi } from '../../contracts/lab-api.ts';
import type { Port } from '../../contracts/port.ts';
import { connectLab, type LabClient } from '../../contracts/rpc/lab-client.ts';
import type { StreamFrame } from '../../contracts/stream.ts';
import { backoff_ms } from './backoff.ts';

export type ConnectionState =
  | { readonly phase: 'connecting' }
  | { readonly phase: 'connected' }
  /** Lost, and being sought again; `attempt` counts from 1. */
  | { readonly phase: 'lost'; readonly attempt: number };

export type FrameOf<K extends StreamFrame['kind']> = Extract<StreamFrame, { kind: K }>;
type Subscribe = (client: LabClient) => () => void;

/**
 * Keeps the window joined to the lab: opens a port, and another one whenever it closes. What the window knows (stores,
 * subscriptions, the page shown) stays; `onConnected` is told each time, to ask again for what may have changed.
 */
export class Connection {
  readonly state: ShallowRef<ConnectionState> = shallowRef({ phase: 'connecting' });
  /** Calls whichever lab is connected. While none is, calls fail with a `WorkbenchError`. */
  readonly lab: LabApi = Object.fromEntries(
    Object.keys(labApi).map((method) => [method, (...args: unknown[]) => this.#call(method as keyof LabApi, args)]),
  ) as unknown as LabApi;

  readonly #openPort: () => Promise<Port>;
  readonly #connected = new Set<() => void>();
  /** Every subscription, and how it ends at the present client. */
  readonly #subscriptions = new Map<Subscribe, (() => void) | undefined>();
  #client: LabClient | null = null;
  #attempt = 0;

  constructor(openPort: () => Promise<Port>) {
    this.#openPort = openPort;
  }

  async open(): Promise<void> {
    try {
      this.#join(connectLab(await this.#openPort()));
    } catch {
      this.#seekAgain();
    }
  }

  /**
   * @param receive a frame is followed by the next, then the latest, once what it returns has settled
   * @returns ends the subscription
   */
  subscribe<K extends StreamFrame['kind']>(kind: K, receive: (frame: FrameOf<K>) => void | Promise<void>): () => void {
    const subscribe: Subscribe = (client) => client.onFrame(kind, receive);
    this.#subscriptions.set(subscribe, this.#client ? subscribe(this.#client) : undefined);
    return () => {
      this.#subscriptions.get(subscribe)?.();
      this.#subscriptions.delete(subscribe);
    };
  }

  /** Called at once if connected, and after every reconnection. @returns ends it */
  onConnected(told: () => void): () => void {
    this.#connected.add(told);
    if (this.#client) told();
    return () => this.#connected.delete(told);
  }

  #join(client: LabClient): void {
    this.#client = client;
    this.#attempt = 0;
    client.onClose(() => {
      this.#client = null;
      this.#seekAgain();
    });
    for (const subscribe of this.#subscriptions.keys()) this.#subscriptions.set(subscribe, subscribe(client));
    this.state.value = { phase: 'connected' };
    for (const told of this.#connected) told();
  }

  #seekAgain(): void {
    this.#attempt += 1;
    this.state.value = { phase: 'lost', attempt: this.#attempt };
    setTimeout(() => void this.open(), backoff_ms(this.#attempt));
  }

  #call(method: keyof LabApi, args: unknown[]): Promise<unknown> {
    const call = this.#client?.lab[method] as ((...args: unknown[]) => Promise<unknown>) | undefined;
    return call ? call(...args) : Promise.reject(notConnected());
  }
}

function notConnected(): WorkbenchError {
  return new WorkbenchError('cancelled', 'The lab is not connected.', 'It is being sought; try again in a moment.');
}
