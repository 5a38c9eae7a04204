import { BufferAttribute, BufferGeometry } from 'three';
import { mergeGeometries } from 'three/addons/utils/BufferGeometryUtils.js';
import type { SceneDescription } from '../../../contracts/scene.ts';
import { mergedGeometry } from '../geometry.ts';
import { visibleGeoms } from '../mirror.ts';

/**
 * The robot's surface as one geometry, each vertex in its body's frame; the attribute `body` says whose, as an index
 * among the scene's `robotBodies`. One draw call then shows a whole robot in any pose.
 */
export function robotShell(scene: SceneDescription, isFine: boolean): BufferGeometry {
  const parts = scene.robotBodies.flatMap((body, index) => {
    const geoms = visibleGeoms(scene, body);
    if (geoms.length === 0) return [];
    const part = mergedGeometry(geoms, isFine);
    const { count } = part.getAttribute('position');
    return part.setAttribute('body', new BufferAttribute(new Float32Array(count).fill(index), 1));
  });
  return parts.length > 0 ? mergeGeometries(parts) : new BufferGeometry();
}
