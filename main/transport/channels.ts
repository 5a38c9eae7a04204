import type { Port } from '../../contracts/port.ts';

type ChannelMessage =
  | { readonly type: 'open'; readonly channel: number; readonly label: string }
  | { readonly type: 'message'; readonly channel: number; readonly message: unknown }
  | { readonly type: 'close'; readonly channel: number };

/**
 * Any number of ports over one: a process has a single way to its parent, but serves many windows, and may ask for ports
 * itself. Either side opens channels, by numbers of its own.
 */
class Channels {
  readonly #port: Port;
  readonly #channels = new Map<number, ChannelPort>();
  #next: number;

  constructor(port: Port, first: number, accept: Accept) {
    this.#port = port;
    this.#next = first;
    port.onMessage((message) => this.#receive(message as ChannelMessage, accept));
    port.onClose(() => {
      for (const channel of this.#channels.values()) channel.closed();
      this.#channels.clear();
    });
  }

  open(label: string): Port {
    const channel = this.#next;
    this.#next += 2;
    this.#post({ type: 'open', channel, label });
    return this.#add(channel);
  }

  #post(message: ChannelMessage): void {
    this.#port.postMessage(message);
  }

  #add(channel: number): ChannelPort {
    const port = new ChannelPort(
      (message) => this.#post({ type: 'message', channel, message }),
      () => {
        this.#channels.delete(channel);
        this.#post({ type: 'close', channel });
      },
    );
    this.#channels.set(channel, port);
    return port;
  }

  #receive(message: ChannelMessage, accept: Accept): void {
    if (message.type === 'open') return accept(this.#add(message.channel), message.label);
    const port = this.#channels.get(message.channel);
    if (message.type === 'message') return port?.receive(message.message);
    this.#channels.delete(message.channel);
    port?.closed();
  }
}

/** Takes a channel that the other side opened; the label tells what it is for. */
export type Accept = (port: Port, label: string) => void;

const refuse: Accept = (port) => port.close();

/** Opens channels over `port`, whose other side uses `acceptChannels`. @returns opens one */
export function openChannels(port: Port, accept: Accept = refuse): (label: string) => Port {
  const channels = new Channels(port, 1, accept);
  return (label) => channels.open(label);
}

/** Takes the channels that the other side of `port` opens. @returns opens one the other way */
export function acceptChannels(port: Port, accept: Accept): (label: string) => Port {
  const channels = new Channels(port, 2, accept);
  return (label) => channels.open(label);
}

class ChannelPort implements Port {
  readonly #post: (message: unknown) => void;
  readonly #close: () => void;
  readonly #early: unknown[] = [];
  readonly #closedListeners: (() => void)[] = [];
  #receive: ((message: unknown) => void) | null = null;
  #isOpen = true;

  constructor(post: (message: unknown) => void, close: () => void) {
    this.#post = post;
    this.#close = close;
  }

  postMessage(message: unknown): void {
    if (this.#isOpen) this.#post(message);
  }

  onMessage(receive: (message: unknown) => void): void {
    this.#receive = receive;
    for (const message of this.#early.splice(0)) receive(message);
  }

  onClose(closed: () => void): void {
    if (this.#isOpen) this.#closedListeners.push(closed);
    else closed();
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#close();
    this.closed();
  }

  receive(message: unknown): void {
    if (this.#receive) this.#receive(message);
    else this.#early.push(message);
  }

  /** The other side closed it, or is gone. */
  closed(): void {
    this.#isOpen = false;
    for (const closed of this.#closedListeners.splice(0)) closed();
  }
}
