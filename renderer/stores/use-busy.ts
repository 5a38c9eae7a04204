import { readonly, shallowRef } from 'vue';
import { useToasts } from './toasts.ts';

/** Work that shows while it is done, and its failure. */
export function useBusy() {
  const { attempt } = useToasts();
  const isBusy = shallowRef(false);

  /** @returns what the work gave, or undefined after a failure */
  async function busily<T>(work: () => Promise<T>): Promise<T | undefined> {
    isBusy.value = true;
    const result = await attempt(work);
    isBusy.value = false;
    return result;
  }
  return { isBusy: readonly(isBusy), busily };
}
