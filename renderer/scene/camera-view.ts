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

export interface CameraPlace {
  readonly position: Vector3;
  readonly target: Vector3;
}

/**
 * The nearest place from which a camera sees the dome that stands on the floor of the box, in the middle of its picture:
 * reach is round, and what is reached for has its mark on the ground.
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
  const radii = new Vector3(...high).sub(new Vector3(...low)).multiplyScalar(0.5);
  radii.z *= 2;

  /** How far the dome reaches along a direction, from the middle of its floor. */
  const reach_m = ({ x, y, z }: Vector3) => new Vector3(x, y, Math.max(0, z)).multiply(radii).length();
  /** Where along `axis` to look, and how far away to be, so that both edges of the view touch the dome. */
  const between = (axis: Vector3, halfAngle_rad: number) => {
    const [cosine, sine] = [Math.cos(halfAngle_rad), Math.sin(halfAngle_rad)];
    const edge_m = (sign: number) =>
      reach_m(
        backward
          .clone()
          .multiplyScalar(sine)
          .addScaledVector(axis, sign * cosine),
      );
    const [far_m, near_m] = [edge_m(1), edge_m(-1)];
    return { middle_m: (far_m - near_m) / (2 * cosine), away_m: (far_m + near_m) / (2 * sine) };
  };
  const vertical = between(up, fov_rad / 2);
  const horizontal = between(right, Math.atan(aspect * Math.tan(fov_rad / 2)));

  const target = new Vector3((low[0] + high[0]) / 2, (low[1] + high[1]) / 2, low[2])
    .addScaledVector(up, vertical.middle_m)
    .addScaledVector(right, horizontal.middle_m);
  const away_m = Math.max(vertical.away_m, horizontal.away_m);
  return { position: target.clone().addScaledVector(backward, away_m), target };
}
