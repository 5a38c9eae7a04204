import { type Intersection, Matrix4, Mesh, MeshBasicMaterial, Quaternion, type Raycaster, Vector3 } from 'three';
import type { SceneDescription } from '../../../contracts/scene.ts';
import { geometryOf, matrixOf } from '../geometry.ts';
import { visibleGeoms } from '../mirror.ts';
import type { GhostArm } from './ghost-arm.ts';

const position = new Vector3();
const quaternion = new Quaternion();
const UNIT = new Vector3(1, 1, 1);

/** Finds the ghost under the pointer: one unseen mesh per geom is held where each ghost has it, and tested. */
export class GhostPicker {
  readonly #probes: readonly { readonly index: number; readonly mesh: Mesh; readonly inBody: Matrix4 }[];
  readonly #material = new MeshBasicMaterial();
  readonly #hits: Intersection[] = [];

  constructor(scene: SceneDescription) {
    this.#probes = scene.robotBodies.flatMap((body, index) =>
      visibleGeoms(scene, body).map((geom) => ({
        index,
        mesh: new Mesh(geometryOf(geom), this.#material),
        inBody: matrixOf(geom),
      })),
    );
  }

  /** @returns the candidate of the nearest ghost that the ray meets. */
  pick(ghosts: readonly GhostArm[], ray: Raycaster): number | null {
    let nearest: number | null = null;
    let distance_m = Infinity;
    for (const { candidate, uniforms } of ghosts) {
      if (candidate < 0) continue;
      for (const { index, mesh, inBody } of this.#probes) {
        position.fromArray(uniforms.positions.value, 3 * index);
        quaternion.fromArray(uniforms.quaternions.value, 4 * index);
        mesh.matrixWorld.compose(position, quaternion, UNIT).multiply(inBody);
        this.#hits.length = 0;
        mesh.raycast(ray, this.#hits);
        for (const hit of this.#hits) {
          if (hit.distance < distance_m) [distance_m, nearest] = [hit.distance, candidate];
        }
      }
    }
    return nearest;
  }

  dispose(): void {
    for (const { mesh } of this.#probes) mesh.geometry.dispose();
    this.#material.dispose();
  }
}
