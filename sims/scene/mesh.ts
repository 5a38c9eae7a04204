import type { MjModel } from '@mujoco/mujoco';
import type { GeomDescription } from '../../contracts/scene.ts';

/** The triangles of a mesh, corner by corner, with its own normals. */
export function meshTriangles(model: MjModel, mesh: number): NonNullable<GeomDescription['mesh']> {
  const first = 3 * model.mesh_faceadr[mesh];
  const corners = 3 * model.mesh_facenum[mesh];
  return {
    positions: expand(model.mesh_vert, model.mesh_vertadr[mesh], model.mesh_face, first, corners),
    normals: expand(model.mesh_normal, model.mesh_normaladr[mesh], model.mesh_facenormal, first, corners),
  };
}

/** Looks three floats up for every corner: [3 · corners]. Indices count from the mesh's own `start`. */
function expand(table: Float32Array, start: number, indices: Int32Array, first: number, corners: number): Float32Array {
  const out = new Float32Array(3 * corners);
  for (let corner = 0; corner < corners; corner++) {
    const at = 3 * (start + indices[first + corner]!);
    for (let axis = 0; axis < 3; axis++) out[3 * corner + axis] = table[at + axis]!;
  }
  return out;
}
