import { type Intersection, Mesh, MeshBasicMaterial, Quaternion, type Raycaster, Vector3 } from 'three';
import type { SceneDescription } from '../../../contracts/scene.ts';
import { mergedGeometry } from '../geometry.ts';
import { visibleGeoms } from '../mirror.ts';
import type { GhostArm } from './ghost-arm.ts';

const position = new Vector3();
const quaternion = new Quaternion();
const UNIT = new Vector3(1, 1, 1);

/** Finds the ghost under the pointer: one unseen mesh per body is held where each ghost has it, and tested. */
export class GhostPicker {
  readonly #bodies: readonly Mesh[];
  readonly #material = new MeshBasicMaterial();
  readonly #hits: Intersection[] = [];

  constructor(scene: SceneDescription) {
    this.#bodies = scene.robotBodies.map((body) => new Mesh(mergedGeometry(visibleGeoms(scene, body)), this.#material));
  }

  /** @returns the candidate of the nearest ghost that the ray meets. */
  pick(ghosts: readonly GhostArm[], ray: Raycaster): number | null {
    let nearest: number | null = null;
    let distance_m = Infinity;
    for (const { candidate, uniforms } of ghosts) {
      if (candidate < 0) continue;
      for (const [index, mesh] of this.#bodies.entries()) {
        position.fromArray(uniforms.positions.value, 3 * index);
        quaternion.fromArray(uniforms.quaternions.value, 4 * index);
        mesh.matrixWorld.compose(position, quaternion, UNIT);
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
    for (const { geometry } of this.#bodies) geometry.dispose();
    this.#material.dispose();
  }
}
