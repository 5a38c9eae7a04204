import type { SceneDescription } from '../../contracts/scene.ts';

/** Tasks draw their target as a sphere with the radius of success. */
export function targetRadius_m({ geoms, targetBody }: SceneDescription): number {
  return geoms.find(({ body, shape }) => body === targetBody && shape === 'sphere')?.size_m[0] ?? 0.02;
}
