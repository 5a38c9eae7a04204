import { Quaternion, Vector3 } from 'three';
import type { SceneDescription } from '../../contracts/scene.ts';
import { readPose } from './pose.ts';

const bodyPosition = new Vector3();
const bodyOrientation = new Quaternion();

/**
 * Where the tool is when the bodies are at `poses` [bodies · POSE_FLOATS].
 * @param into written.
 * @returns whether the robot has a tool.
 */
export function toolPosition({ tool }: SceneDescription, poses: Float32Array, into: Vector3): boolean {
  if (!tool) return false;
  readPose(poses, tool.body, bodyPosition, bodyOrientation);
  into
    .set(...tool.position_m)
    .applyQuaternion(bodyOrientation)
    .add(bodyPosition);
  return true;
}
