import { shallowRef, type Ref, type ShallowRef } from 'vue';

/** A place on a canvas, CSS pixels. */
export interface CanvasPoint {
  readonly x: number;
  readonly y: number;
}

/** Highlights the candidate under the pointer: on its way over a canvas, and when the picture under it changes. */
export function useCandidatePointer(
  highlight: Ref<number | null>,
  candidateAt: (point: CanvasPoint) => number | null,
): { pointer: ShallowRef<CanvasPoint | null>; point(event: PointerEvent): void; leave(): void; refresh(): void } {
  const pointer = shallowRef<CanvasPoint | null>(null);
  const refresh = (): void => {
    if (pointer.value) highlight.value = candidateAt(pointer.value);
  };
  return {
    pointer,
    refresh,
    point({ offsetX: x, offsetY: y }) {
      pointer.value = { x, y };
      refresh();
    },
    leave() {
      pointer.value = null;
      highlight.value = null;
    },
  };
}
