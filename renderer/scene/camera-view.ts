import { Vector3 } from 'three';
import type { SceneDescription } from '../../contracts/scene.ts';

export const viewNames = ['free', 'front', 'side', 'top'] as const;
export type ViewName = (typeof viewNames)[number];

/** From where each view looks; the robot looks along x (REP-103). A hair off vertical, so that up stays defined. */
const directions: Record<ViewName, Vector3> = {
  free: new Vector3(0.72, -0.85, 0.52).normalize(),
  front: new Vector3(1, 0, 0.12).normalize(),
  side: new Vector3(0, -1, 0.12).normalize(),
  top: new Vector3(-0.001, 0, 1).normalize(),
};

/** Room left around what is fitted. */
const MARGIN = 1.04;

export interface CameraPlace {
  readonly position: Vector3;
  readonly target: Vector3;
}

/** The nearest place from which a camera sees the whole box, looking at its middle. @param fov_rad vertical. */
export function fitCamera(
  view: ViewName | Vector3,
  { low, high }: SceneDescription['bounds_m'],
  fov_rad: number,
  aspect: number,
): CameraPlace {
  const backward = typeof view === 'string' ? directions[view] : view.clone().normalize();
  const right = new Vector3(0, 0, 1).cross(backward).normalize();
  const up = backward.clone().cross(right);
  const target = new Vector3(...low).add(new Vector3(...high)).multiplyScalar(0.5);
  const tanUp = Math.tan(fov_rad / 2) / MARGIN;
  const tanRight = tanUp * aspect;

  let distance_m = 0;
  for (let corner = 0; corner < 8; corner++) {
    const side = (axis: 0 | 1 | 2) => (corner & (1 << axis) ? high : low)[axis];
    const offset = new Vector3(side(0), side(1), side(2)).sub(target);
    const needed = Math.max(Math.abs(offset.dot(right)) / tanRight, Math.abs(offset.dot(up)) / tanUp);
    distance_m = Math.max(distance_m, offset.dot(backward) + needed);
  }
  return { position: target.clone().addScaledVector(backward, distance_m), target };
}
