import { shallowRef, type ShallowRef } from 'vue';
import { WorkbenchError } from '../../contracts/errors.ts';
import type { Port } from '../../contracts/port.ts';
import { connectApi, type ApiSchemas, type Client } from '../../contracts/rpc/client.ts';
import type { HostFrame } from '../../contracts/rpc/messages.ts';
import { backoff_ms } from './backoff.ts';

export type ConnectionState =
  | { readonly phase: 'connecting' }
  | { readonly phase: 'connected' }
  /** Lost, and being sought again; `attempt` counts from 1. */
  | { readonly phase: 'lost'; readonly attempt: number };

/** What a connection leads to. */
export interface HostDescription {
  /** As a person knows it: "the lab". */
  readonly title: string;
  readonly schemas: ApiSchemas;
}

/**
 * Keeps the window joined to a host: opens a port, and another one whenever it closes. What the window knows (stores,
 * subscriptions, the page shown) stays; `onConnected` is told each time, to ask again for what may have changed.
 */
export class Connection<Api extends object, Frame extends HostFrame> {
  readonly state: ShallowRef<ConnectionState> = shallowRef({ phase: 'connecting' });
  /** Calls whichever host is connected. While none is, calls fail with a `WorkbenchError`. */
  readonly api: Api;

  readonly #host: HostDescription;
  readonly #openPort: () => Promise<Port>;
  readonly #connected = new Set<() => void>();
  /** Every subscription, and how it ends at the present client. */
  readonly #subscriptions = new Map<(client: Client<Api, Frame>) => () => void, (() => void) | undefined>();
  #client: Client<Api, Frame> | null = null;
  #attempt = 0;

  constructor(host: HostDescription, openPort: () => Promise<Port>) {
    this.#host = host;
    this.#openPort = openPort;
    const methods = Object.keys(host.schemas) as (keyof Api & string)[];
    this.api = Object.fromEntries(
      methods.map((method) => [method, (...args: unknown[]) => this.#call(method, args)]),
    ) as Api;
  }

  async open(): Promise<void> {
    try {
      const { schemas, title } = this.#host;
      this.#join(connectApi<Api, Frame>(await this.#openPort(), schemas, title));
    } catch {
      this.#seekAgain();
    }
  }

  /**
   * @param receive a frame is followed by the next, then the latest, once what it returns has settled
   * @returns ends the subscription
   */
  subscribe<K extends Frame['kind']>(
    kind: K,
    receive: (frame: Extract<Frame, { kind: K }>) => void | Promise<void>,
  ): () => void {
    const subscribe = (client: Client<Api, Frame>) => client.onFrame(kind, receive);
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

  #join(client: Client<Api, Frame>): void {
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

  #call(method: keyof Api, args: unknown[]): Promise<unknown> {
    const call = this.#client?.api[method] as ((...args: unknown[]) => Promise<unknown>) | undefined;
    return call ? call(...args) : Promise.reject(notConnected(this.#host.title));
  }
}

function notConnected(title: string): WorkbenchError {
  const sentence = `${title[0]!.toUpperCase()}${title.slice(1)} is not connected.`;
  return new WorkbenchError('cancelled', sentence, 'It is being sought; try again in a moment.');
}
