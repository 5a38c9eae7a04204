import { onScopeDispose } from 'vue';
import { useArm } from '../../stores/arm.ts';
import { useToasts } from '../../stores/toasts.ts';

/** The host brakes when it has heard nothing of whoever moves the arm for 100 ms. */
const REPEAT_ms = 35;

/**
 * Commands that are repeated until they are done: the arm moves only while this component says so, again and again.
 * When the component goes, the arm holds.
 */
export function useCommander() {
  const store = useArm();
  const toasts = useToasts();
  let timer: ReturnType<typeof setInterval> | undefined;

  function end(): void {
    clearInterval(timer);
    timer = undefined;
  }

  /** Sends now, and again and again. @param isOver asked before each time; then the arm holds */
  function repeat(send: () => Promise<unknown>, isOver: () => boolean = () => false): void {
    end();
    timer = setInterval(() => (isOver() ? hold() : void once()), REPEAT_ms);
    void once();

    async function once(): Promise<void> {
      try {
        await send();
      } catch (error) {
        // Of all that are under way, the first failure is told.
        if (timer !== undefined) void toasts.attempt(() => Promise.reject(error));
        end();
      }
    }
  }

  function hold(): void {
    if (timer === undefined) return;
    end();
    void store.stop.hold();
  }

  onScopeDispose(hold);
  return { repeat, hold };
}
