import type { Object3D, Quaternion, Vector3 } from 'three';
import { POSE_FLOATS } from '../../contracts/scene.ts';

/** Puts an object where pose number `index` of `poses` [n · POSE_FLOATS] says; its matrix is left to be updated. */
export function placeAt(object: Object3D, poses: Float32Array, index: number): void {
  readPose(poses, index, object.position, object.quaternion);
}

export function readPose(poses: Float32Array, index: number, position: Vector3, quaternion: Quaternion): void {
  const at = index * POSE_FLOATS;
  position.set(poses[at]!, poses[at + 1]!, poses[at + 2]!);
  quaternion.set(poses[at + 3]!, poses[at + 4]!, poses[at + 5]!, poses[at + 6]!);
}
