import { POSE_FLOATS } from '../../contracts/scene.ts';
import type { Physics } from '../physics/physics.ts';

/** The poses of `bodies`, one after the other, [bodies · POSE_FLOATS]. @param bodies indices; all bodies if left out. */
export function poses({ xpos, xquat }: Pick<Physics, 'xpos' | 'xquat'>, bodies?: readonly number[]): Float32Array {
  const count = bodies?.length ?? xpos.length / 3;
  const out = new Float32Array(count * POSE_FLOATS);
  for (let i = 0, at = 0; i < count; i++) {
    const body = bodies ? bodies[i]! : i;
    for (let axis = 0; axis < 3; axis++) out[at++] = xpos[3 * body + axis]!;
    // MuJoCo puts w first, three.js last.
    for (let part = 1; part <= 4; part++) out[at++] = xquat[4 * body + (part % 4)]!;
  }
  return out;
}
