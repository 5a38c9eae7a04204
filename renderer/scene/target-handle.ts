import { Plane, Quaternion, Vector3, type Camera, type Raycaster } from 'three';
import type { SceneDescription } from '../../contracts/scene.ts';
import { readPose } from './pose.ts';
import { targetRadius_m } from './target-radius.ts';

/** A finger is wider than a target may be. */
const GRASP_radii = 1.8;

/** The target as something that is taken hold of and dragged, in the plane that faces the camera. */
export class TargetHandle {
  readonly #body: number | null;
  readonly #radius_m: number;
  readonly #position = new Vector3();
  readonly #orientation = new Quaternion();
  readonly #facing = new Vector3();
  readonly #plane = new Plane();
  readonly #met = new Vector3();

  constructor(scene: SceneDescription) {
    this.#body = scene.targetBody;
    this.#radius_m = targetRadius_m(scene);
  }

  /** Whether a ray comes near enough to the target. @param poses of all bodies, [bodies · POSE_FLOATS] */
  isMet({ ray }: Raycaster, poses: Float32Array): boolean {
    if (this.#body === null) return false;
    readPose(poses, this.#body, this.#position, this.#orientation);
    return ray.distanceToPoint(this.#position) < GRASP_radii * this.#radius_m;
  }

  /** Where a ray takes the target that is dragged along; null where it leads past the scene. */
  draggedBy({ ray }: Raycaster, camera: Camera, poses: Float32Array): readonly [number, number, number] | null {
    if (this.#body === null) return null;
    readPose(poses, this.#body, this.#position, this.#orientation);
    this.#plane.setFromNormalAndCoplanarPoint(camera.getWorldDirection(this.#facing), this.#position);
    if (!ray.intersectPlane(this.#plane, this.#met)) return null;
    const { x, y, z } = this.#met;
    return [x, y, z];
  }
}
