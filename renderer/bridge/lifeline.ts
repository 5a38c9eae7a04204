import { inject, onScopeDispose, type InjectionKey } from 'vue';
import type { Port } from '../../contracts/port.ts';
import { requestMessagePort } from './message-port.ts';
import { socketUrl } from './open-port.ts';

/** The first message to the worker: where the host is. */
export type WayToHost = { readonly port: MessagePort } | { readonly socketUrl: string };
export type ToLifeline = Uint8Array | { readonly patience_ms: number | null };
/** `held`: the page was silent for longer than its patience. */
export type FromLifeline = Uint8Array | 'open' | 'closed' | 'held';

/**
 * The way to the arm's host leads through a worker, which tells the host that this page lives while it moves the arm: a page
 * that draws is held up now and then for longer than the host would wait. The worker is the page's: it dies with it.
 */
export class Lifeline {
  readonly #held = new Set<() => void>();
  #thread: Worker | null = null;

  /** @throws Error if the host cannot be reached */
  async openPort(): Promise<Port> {
    const thread = new Worker(new URL('./lifeline-thread.ts', import.meta.url), { type: 'module' });
    const closed = new Set<() => void>();
    let receive: (message: unknown) => void = () => {};
    const end = () => {
      thread.terminate();
      if (this.#thread === thread) this.#thread = null;
      for (const told of closed) told();
      closed.clear();
    };
    try {
      await new Promise<void>((resolve, reject) => {
        closed.add(() => reject(new Error('The arm host cannot be reached.')));
        thread.addEventListener('error', end);
        thread.addEventListener('message', ({ data }: MessageEvent<FromLifeline>) => {
          if (data === 'open') resolve();
          else if (data === 'closed') end();
          else if (data === 'held') for (const told of this.#held) told();
          else receive(data);
        });
        void sendWay(thread);
      });
    } catch (error) {
      end();
      throw error;
    }
    this.#thread = thread;
    return {
      postMessage: (message) => thread.postMessage(message),
      onMessage: (next) => void (receive = next),
      onClose: (told) => void closed.add(told),
      close: end,
    };
  }

  /** This page moves the arm from now on, and holds still for no longer than this; null: it does not any more. */
  setPatience(patience_ms: number | null): void {
    this.#thread?.postMessage({ patience_ms } satisfies ToLifeline);
  }

  /** Called when the arm was held because this page was silent for too long. @returns ends it */
  onHeld(told: () => void): () => void {
    this.#held.add(told);
    return () => this.#held.delete(told);
  }
}

async function sendWay(thread: Worker): Promise<void> {
  const { workbench } = window;
  if (!workbench) return thread.postMessage({ socketUrl: socketUrl('arm') } satisfies WayToHost);
  const port = await requestMessagePort(workbench, 'arm');
  thread.postMessage({ port } satisfies WayToHost, [port]);
}

export const lifelineKey: InjectionKey<Lifeline> = Symbol('lifeline');

/** @param held as of `onHeld`, for as long as the component lives */
export function useLifeline(held: () => void): Lifeline {
  const lifeline = inject(lifelineKey);
  if (!lifeline) throw new Error('No lifeline was provided.');
  onScopeDispose(lifeline.onHeld(held));
  return lifeline;
}
