import { onScopeDispose, ref, type Ref } from 'vue';

const EVERY_ms = 30_000;

/** The present time, Unix ms, often enough for "5 min ago". */
export function useNow(): Readonly<Ref<number>> {
  const now_ms = ref(Date.now());
  const timer = setInterval(() => (now_ms.value = Date.now()), EVERY_ms);
  onScopeDispose(() => clearInterval(timer));
  return now_ms;
}
