import { onScopeDispose, shallowRef } from 'vue';
import { WorkbenchError } from '../../../contracts/errors.ts';
import { useArm } from '../../stores/arm.ts';
import { useToasts } from '../../stores/toasts.ts';

/** The host brakes when it has heard nothing of whoever moves the arm for 100 ms. */
const REPEAT_ms = 35;

/**
 * A motion that is repeated until it is done: the arm moves only while this component says so, again and again. When the
 * component goes, or the window is hidden, the arm holds.
 */
export function useCommander() {
  const store = useArm();
  const { attempt } = useToasts();
  const isActive = shallowRef(false);
  let timer: ReturnType<typeof setInterval> | undefined;

  function end(): void {
    clearInterval(timer);
    isActive.value = store.isCommanding = false;
  }

  /** Begins a motion: sends now, and again and again. @param isOver asked before each time; then the arm holds */
  function repeat(send: () => Promise<unknown>, isOver: () => boolean): void {
    end();
    isActive.value = store.isCommanding = true;
    timer = setInterval(() => (isOver() ? hold() : void once(send)), REPEAT_ms);
    void once(store.api.begin);
    void once(send);
  }

  async function once(send: () => Promise<unknown>): Promise<void> {
    try {
      await send();
    } catch (thrown) {
      // A stop and a fault are shown already; of what else fails, the first is told.
      const isShown = ['cancelled', 'refused'].includes(WorkbenchError.from(thrown).code);
      if (isActive.value && !isShown) void attempt(() => Promise.reject(thrown));
      end();
    }
  }

  function hold(): void {
    if (!isActive.value) return;
    end();
    void attempt(store.api.hold);
  }

  const holdIfHidden = (): void => {
    if (document.hidden) hold();
  };
  document.addEventListener('visibilitychange', holdIfHidden);
  onScopeDispose(() => {
    document.removeEventListener('visibilitychange', holdIfHidden);
    hold();
  });
  return { isActive, repeat, hold };
}
