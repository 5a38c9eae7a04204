import { shallowRef, type Ref } from 'vue';
import type { SceneView } from './scene-view.ts';

type Point_m = readonly [number, number, number];

export interface TargetDrag {
  readonly isAtHand: Readonly<Ref<boolean>>;
  press(event: PointerEvent): void;
  move(event: PointerEvent): void;
  release(event: PointerEvent): void;
}

/**
 * Dragging the target of a scene. It hears of the pointer before anything else does, and keeps to itself what is its own.
 * @param isMovable asked at every press
 */
export function useTargetDrag(
  view: () => SceneView | null,
  isMovable: () => boolean,
  moved: (point_m: Point_m) => void,
): TargetDrag {
  const isAtHand = shallowRef(false);
  let isDragging = false;

  return {
    isAtHand,
    press(event) {
      const { offsetX: x, offsetY: y, button } = event;
      isDragging = button === 0 && isMovable() && (view()?.isTargetAt(x, y) ?? false);
      if (!isDragging) return;
      event.stopImmediatePropagation();
      (event.target as Element).setPointerCapture(event.pointerId);
    },
    move(event) {
      const { offsetX: x, offsetY: y, buttons } = event;
      if (!isDragging) {
        isAtHand.value = buttons === 0 && isMovable() && (view()?.isTargetAt(x, y) ?? false);
        return;
      }
      event.stopImmediatePropagation();
      const point_m = view()?.targetDraggedTo(x, y);
      if (point_m) moved(point_m);
    },
    release(event) {
      if (!isDragging) return;
      isDragging = false;
      event.stopImmediatePropagation();
    },
  };
}
