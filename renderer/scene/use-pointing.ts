import { onBeforeUnmount, type Ref, shallowRef } from 'vue';

/** A press that moves further than this turns the camera. */
const CLICK_px = 4;

export interface Pointing {
  readonly isOnGhost: Readonly<Ref<boolean>>;
  move(event: PointerEvent): void;
  leave(): void;
  press(event: PointerEvent): void;
  click(event: MouseEvent): void;
  /** What lies under a pointer at rest may have changed. */
  lookAgain(): void;
}

/**
 * Pointing at ghosts: hovering highlights, a click keeps the highlight until the next click. The ghosts are searched
 * once per animation frame at most.
 * @param find the candidate at a place of the canvas, CSS pixels.
 */
export function usePointing(
  find: (x: number, y: number) => number | null,
  highlight: (candidate: number | null) => void,
): Pointing {
  const isOnGhost = shallowRef(false);
  let place: { x: number; y: number } | null = null;
  let pressed = { x: 0, y: 0 };
  let kept: number | null = null;
  let shown: number | null = null;
  let request = 0;
  onBeforeUnmount(() => cancelAnimationFrame(request));

  function show(candidate: number | null): void {
    isOnGhost.value = candidate !== null;
    const next = candidate ?? kept;
    if (next !== shown) highlight((shown = next));
  }

  function lookAgain(): void {
    if (place) request ||= requestAnimationFrame(search);
  }

  function search(): void {
    request = 0;
    if (place) show(find(place.x, place.y));
  }

  return {
    isOnGhost,
    lookAgain,
    move({ offsetX: x, offsetY: y, buttons }) {
      place = buttons === 0 ? { x, y } : null;
      lookAgain();
    },
    leave() {
      place = null;
      show(null);
    },
    press({ offsetX: x, offsetY: y }) {
      pressed = { x, y };
    },
    click({ offsetX: x, offsetY: y }) {
      if (Math.hypot(x - pressed.x, y - pressed.y) > CLICK_px) return;
      kept = find(x, y);
      show(kept);
    },
  };
}
