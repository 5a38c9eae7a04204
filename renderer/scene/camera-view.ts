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

/** Share of what moves that is fitted: the corners of its reach are seldom visited, the middle is where things happen. */
const FITTED = 0.8;

export interface CameraPlace {
  readonly position: Vector3;
  readonly target: Vector3;
}

/**
 * The nearest place from which a camera sees the ellipsoid on the floor of the box: reach is round.
 * @param view a preset, or the direction in which the camera lies.
 * @param fov_rad vertical.
 */
export function fitCamera(
  view: ViewName | Vector3,
  { low, high }: SceneDescription['bounds_m'],
  fov_rad: number,
  aspect: number,
): CameraPlace {
  const backward = typeof view === 'string' ? directions[view] : view.clone().normalize();
  const right = new Vector3(0, 0, 1).cross(backward).normalize();
  const up = backward.clone().cross(right);
  const radii = new Vector3(...high).sub(new Vector3(...low)).multiplyScalar(FITTED / 2);
  const target = new Vector3(...low).add(new Vector3(...high)).multiplyScalar(0.5);
  // What moves stands on the ground.
  target.z = low[2] + radii.z;

  /** How far back the plane of view at `angle_rad` from the middle, towards `side`, just touches the ellipsoid. */
  const distance_m = (side: Vector3, angle_rad: number) => {
    const normal = side.clone().multiplyScalar(Math.cos(angle_rad)).addScaledVector(backward, Math.sin(angle_rad));
    return normal.multiply(radii).length() / Math.sin(angle_rad);
  };
  const away_m = Math.max(
    distance_m(up, fov_rad / 2),
    distance_m(up.clone().negate(), fov_rad / 2),
    distance_m(right, Math.atan(aspect * Math.tan(fov_rad / 2))),
    distance_m(right.clone().negate(), Math.atan(aspect * Math.tan(fov_rad / 2))),
  );
  return { position: target.clone().addScaledVector(backward, away_m), target };
}
