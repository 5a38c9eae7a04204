import { defineStore } from 'pinia';
import { shallowReactive } from 'vue';
import { WorkbenchError } from '../../contracts/errors.ts';

export interface Toast {
  readonly id: number;
  readonly kind: 'done' | 'failed';
  readonly text: string;
  readonly action?: { readonly title: string; run(): void };
}

const SHOWN_ms = 8_000;

/** What failed, and the way out. */
export function wordsOf(thrown: unknown): string {
  const { message, remedy } = WorkbenchError.from(thrown);
  return `${message} ${remedy}`;
}

/** Short notices of what was done or failed, at the lower edge of the window. */
export const useToasts = defineStore('toasts', () => {
  const toasts = shallowReactive<Toast[]>([]);
  let count = 0;

  function show(toast: Omit<Toast, 'id'>): void {
    const id = ++count;
    toasts.push({ ...toast, id });
    setTimeout(() => dismiss(id), SHOWN_ms);
  }

  function dismiss(id: number): void {
    const index = toasts.findIndex((toast) => toast.id === id);
    if (index >= 0) toasts.splice(index, 1);
  }

  /** Does it; a failure is shown. @returns what it gave, or undefined after a failure */
  async function attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (thrown) {
      show({ kind: 'failed', text: wordsOf(thrown) });
      return undefined;
    }
  }

  return { toasts, show, dismiss, attempt };
});
