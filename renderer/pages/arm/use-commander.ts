import { onScopeDispose, shallowRef } from 'vue';
import { WorkbenchError } from '../../../contracts/errors.ts';
import { useLifeline } from '../../bridge/lifeline.ts';
import { useArm } from '../../stores/arm.ts';
import { useToasts } from '../../stores/toasts.ts';

/** A target that changes is told as often; that the page lives is told besides, by its lifeline. */
const REPEAT_ms = 35;

/**
 * A motion that is repeated until it is done: the arm moves only while this component says so, again and again. When the
 * component goes, the window is hidden, or it hangs for longer than the patience, the arm holds.
 */
export function useCommander(patience_ms = 1_000) {
  const store = useArm();
  const { attempt, show } = useToasts();
  const lifeline = useLifeline(() => {
    if (!isActive.value) return;
    end();
    show({ kind: 'failed', text: 'This window was held up for too long, so the arm was stopped. Move it again.' });
  });
  const isActive = shallowRef(false);
  let timer: ReturnType<typeof setInterval> | undefined;

  function end(): void {
    clearInterval(timer);
    lifeline.setPatience(null);
    isActive.value = store.isCommanding = false;
  }

  /** Begins a motion: sends now, and again and again. @param isOver asked before each time; then the arm holds */
  function repeat(send: () => Promise<unknown>, isOver: () => boolean): void {
    end();
    isActive.value = store.isCommanding = true;
    lifeline.setPatience(patience_ms);
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
