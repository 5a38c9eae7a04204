import { POSE_FLOATS, type SceneDescription } from '../../../../contracts/scene.ts';

type Point_m = readonly [number, number, number];
/** No turn, as x, y, z, w. */
const UPRIGHT = [0, 0, 0, 1];

/** A pose of a model's bodies as one of another model, whose bodies have the same names; others stand at the origin. */
export function posesIn(scene: SceneDescription, of: SceneDescription, poses: Float32Array): Float32Array {
  const all = new Float32Array(scene.bodies.length * POSE_FLOATS);
  scene.bodies.forEach((name, body) => {
    const from = of.bodies.indexOf(name);
    if (from < 0) all.set(UPRIGHT, body * POSE_FLOATS + 3);
    else all.set(poses.subarray(from * POSE_FLOATS, (from + 1) * POSE_FLOATS), body * POSE_FLOATS);
  });
  return all;
}

/** The same poses with the target elsewhere. */
export function withTarget({ targetBody }: SceneDescription, poses: Float32Array, target_m: Point_m): Float32Array {
  if (targetBody === null) return poses;
  const moved = poses.slice();
  moved.set(target_m, targetBody * POSE_FLOATS);
  return moved;
}
