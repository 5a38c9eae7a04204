import { BufferAttribute, BufferGeometry } from 'three';
import { mergeGeometries } from 'three/addons/utils/BufferGeometryUtils.js';
import type { SceneDescription } from '../../../contracts/scene.ts';
import { geometryOf, matrixOf } from '../geometry.ts';
import { visibleGeoms } from '../mirror.ts';

/**
 * The robot's surface as one geometry, each vertex in its body's frame; the attribute `body` says whose, as an index
 * among the scene's `robotBodies`. One draw call then shows a whole robot in any pose.
 */
export function robotShell(scene: SceneDescription): BufferGeometry {
  const parts = scene.robotBodies.flatMap((body, index) =>
    visibleGeoms(scene, body).map((geom) => {
      const part = bare(geometryOf(geom)).applyMatrix4(matrixOf(geom));
      const { count } = part.getAttribute('position');
      return part.setAttribute('body', new BufferAttribute(new Float32Array(count).fill(index), 1));
    }),
  );
  if (parts.length === 0) return new BufferGeometry();
  const shell = mergeGeometries(parts);
  for (const part of parts) part.dispose();
  return shell;
}

/** Positions and normals alone, without an index: what geometries of all kinds have in common. */
function bare(geometry: BufferGeometry): BufferGeometry {
  const flat = geometry.index ? geometry.toNonIndexed() : geometry;
  const result = new BufferGeometry();
  for (const name of ['position', 'normal']) result.setAttribute(name, flat.getAttribute(name).clone());
  geometry.dispose();
  return result;
}
