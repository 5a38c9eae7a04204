import { type BufferGeometry, Color, Group, Mesh, type ShaderMaterial } from 'three';
import { POSE_FLOATS } from '../../../contracts/scene.ts';
import { ghostMaterial, type GhostUniforms, type SharedUniforms } from './ghost-material.ts';

/** In the order in which they must be drawn. */
const PASSES = ['depth', 'outline', 'surface'] as const;

/** The robot where a candidate would lead it. */
export class GhostArm {
  readonly root = new Group();
  readonly uniforms: GhostUniforms;
  /** The candidate shown; -1 while hidden. */
  candidate = -1;
  readonly #meshes: readonly Mesh<BufferGeometry, ShaderMaterial>[];

  constructor(shell: BufferGeometry, bodies: number, shared: SharedUniforms) {
    this.uniforms = {
      positions: { value: new Float32Array(3 * bodies) },
      quaternions: { value: new Float32Array(4 * bodies) },
      colour: { value: new Color() },
      opacity: { value: 1 },
      outlineColour: { value: new Color() },
      outline_px: { value: 0 },
    };
    this.#meshes = PASSES.map((pass) => {
      const mesh = new Mesh(shell, ghostMaterial(pass, bodies, { ...shared, ...this.uniforms }));
      // Its place is in the uniforms.
      mesh.frustumCulled = false;
      mesh.matrixAutoUpdate = false;
      return mesh;
    });
    this.root.add(...this.#meshes);
  }

  /** @param poses @param robotBodies as of `splitPoses` */
  setPoses(poses: Float32Array, robotBodies?: readonly number[]): void {
    splitPoses(poses, this.uniforms.positions.value, this.uniforms.quaternions.value, robotBodies);
  }

  setOutline(colour: Color, width_px: number): void {
    this.uniforms.outlineColour.value.copy(colour);
    this.uniforms.outline_px.value = width_px;
    this.#meshes[PASSES.indexOf('outline')]!.visible = width_px > 0;
  }

  /** Squared distance of its last body, which tells ghosts apart most, from a point. */
  distanceSquared({ x, y, z }: { x: number; y: number; z: number }): number {
    const { value } = this.uniforms.positions;
    const last = value.length - 3;
    return (value[last]! - x) ** 2 + (value[last + 1]! - y) ** 2 + (value[last + 2]! - z) ** 2;
  }

  /** Draws it after all ghosts of lower rank. */
  setRank(rank: number): void {
    for (let pass = 0; pass < this.#meshes.length; pass++)
      this.#meshes[pass]!.renderOrder = 10 + rank * PASSES.length + pass;
  }

  dispose(): void {
    this.root.removeFromParent();
    for (const mesh of this.#meshes) mesh.material.dispose();
  }
}

/**
 * Poses of the robot's bodies, [bodies · POSE_FLOATS], as positions [bodies · 3] and quaternions [bodies · 4].
 * @param robotBodies where they are among the poses of all bodies, if those are given
 */
export function splitPoses(
  poses: Float32Array,
  positions: Float32Array,
  quaternions: Float32Array,
  robotBodies?: readonly number[],
): void {
  const bodies = positions.length / 3;
  for (let body = 0; body < bodies; body++) {
    const at = (robotBodies?.[body] ?? body) * POSE_FLOATS;
    for (let k = 0; k < 3; k++) positions[3 * body + k] = poses[at + k]!;
    for (let k = 0; k < 4; k++) quaternions[4 * body + k] = poses[at + 3 + k]!;
  }
}
