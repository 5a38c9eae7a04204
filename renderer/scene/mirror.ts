import { Group, type Material, Mesh } from 'three';
import type { GeomDescription, SceneDescription } from '../../contracts/scene.ts';
import { mergedGeometry } from './geometry.ts';
import { placeAt } from './pose.ts';

/** Geoms of this group and above are not for the eye: collision shapes. */
export const HIDDEN_GROUP = 3;

/** Geoms of one body that are to be seen. */
export function visibleGeoms(scene: SceneDescription, body: number): GeomDescription[] {
  return scene.geoms.filter((geom) => geom.body === body && geom.group < HIDDEN_GROUP && geom.rgba[3] > 0);
}

/** Some of a model's bodies as three.js objects: a group per body, in it a mesh per material. */
export class Mirror {
  readonly root = new Group();
  readonly #bodies: readonly { readonly body: number; readonly group: Group }[];

  /** @param materialOf the materials remain the caller's to dispose of. */
  constructor(scene: SceneDescription, bodies: readonly number[], materialOf: (geom: GeomDescription) => Material) {
    this.#bodies = bodies.map((body) => {
      const group = new Group();
      group.name = scene.bodies[body] ?? '';
      const byMaterial = new Map<Material, GeomDescription[]>();
      for (const geom of visibleGeoms(scene, body)) {
        const material = materialOf(geom);
        byMaterial.set(material, [...(byMaterial.get(material) ?? []), geom]);
      }
      for (const [material, geoms] of byMaterial) group.add(meshOf(geoms, material));
      this.root.add(group);
      return { body, group };
    });
  }

  /** @param poses of all bodies of the model, [bodies · POSE_FLOATS]. */
  move(poses: Float32Array): void {
    for (const { body, group } of this.#bodies) placeAt(group, poses, body);
  }

  dispose(): void {
    this.root.traverse((object) => {
      if (object instanceof Mesh) object.geometry.dispose();
    });
    this.root.removeFromParent();
  }
}

function meshOf(geoms: readonly GeomDescription[], material: Material): Mesh {
  const mesh = new Mesh(mergedGeometry(geoms), material);
  // Its vertices are in the body's frame already.
  mesh.matrixAutoUpdate = false;
  mesh.castShadow = !material.transparent;
  mesh.receiveShadow = true;
  return mesh;
}
