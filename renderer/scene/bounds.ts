import { Vector3 } from 'three';
import type { SceneDescription } from '../../contracts/scene.ts';

/** Half the diagonal of the box around all that moves: the size to which marks and grid are proportioned. */
export function boundsRadius_m({ bounds_m: { low, high } }: Pick<SceneDescription, 'bounds_m'>): number {
  return 0.5 * new Vector3(...low).distanceTo(new Vector3(...high));
}

/** Height of the world's highest horizontal plane, on which marks are drawn; where there is none, the box's floor. */
export function groundHeight_m(scene: SceneDescription): number {
  const heights = scene.geoms
    .filter(({ body, shape }) => body === 0 && shape === 'plane')
    .map((geom) => geom.position_m[2]);
  return heights.length > 0 ? Math.max(...heights) : scene.bounds_m.low[2];
}
