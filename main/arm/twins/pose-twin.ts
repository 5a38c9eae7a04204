import { Twin } from '../../../sims/arms/twin.ts';

/**
 * Where a twin's bodies are with some joints at some angles, the others as its MJCF has them.
 * @param twin file URL of the MJCF
 * @returns [bodies · POSE_FLOATS]
 * @throws as `Twin.load`
 */
export async function poseTwin(
  twin: string,
  tool: string,
  angles_rad: Readonly<Record<string, number>>,
): Promise<Float32Array> {
  const posed = await Twin.load(twin, Object.keys(angles_rad), tool);
  try {
    return posed.bodyPoses(Object.values(angles_rad));
  } finally {
    posed.dispose();
  }
}
