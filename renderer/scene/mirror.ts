import { Group, type Material, Mesh } from 'three';
import type { GeomDescription, SceneDescription } from '../../contracts/scene.ts';
import { geometryOf, matrixOf } from './geometry.ts';
import { placeAt } from './pose.ts';

/** Geoms of this group and above are not for the eye: collision shapes. */
export const HIDDEN_GROUP = 3;

/** Geoms of one body that are to be seen. */
export function visibleGeoms(scene: SceneDescription, body: number): GeomDescription[] {
  return scene.geoms.filter((geom) => geom.body === body && geom.group < HIDDEN_GROUP && geom.rgba[3] > 0);
}

/** Some of a model's bodies as three.js objects: a group per body, its geoms as children. */
export class Mirror {
  readonly root = new Group();
  readonly #bodies: readonly { readonly body: number; readonly group: Group }[];

  /** @param materialOf the materials remain the caller's to dispose of. */
  constructor(scene: SceneDescription, bodies: readonly number[], materialOf: (geom: GeomDescription) => Material) {
    this.#bodies = bodies.map((body) => {
      const group = new Group();
      group.name = scene.bodies[body] ?? '';
      for (const geom of visibleGeoms(scene, body)) group.add(meshOf(geom, materialOf(geom)));
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

function meshOf(geom: GeomDescription, material: Material): Mesh {
  const mesh = new Mesh(geometryOf(geom), material);
  matrixOf(geom).decompose(mesh.position, mesh.quaternion, mesh.scale);
  mesh.updateMatrix();
  mesh.matrixAutoUpdate = false;
  mesh.castShadow = geom.shape !== 'plane' && !material.transparent;
  mesh.receiveShadow = true;
  return mesh;
}
