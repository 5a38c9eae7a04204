/** What a renderer needs to draw a MuJoCo model: bodies with geoms, in MuJoCo's conventions (Z up, metres). */
export interface SceneDescription {
  /** Body names, by index; body 0 is the world. */
  readonly bodies: readonly string[];
  readonly geoms: readonly GeomDescription[];
  /** Bodies that are the robot's: those that ghosts repeat. */
  readonly robotBodies: readonly number[];
  /** The site whose path is the trail, as the body it is fixed to and its place there, m; null if there is none. */
  readonly tool: { readonly body: number; readonly position_m: readonly [number, number, number] } | null;
  /** The body that marks the target; null if there is none. */
  readonly targetBody: number | null;
  /** A box around all that moves, m: what the camera fits. */
  readonly bounds_m: {
    readonly low: readonly [number, number, number];
    readonly high: readonly [number, number, number];
  };
}

export type GeomShape = 'plane' | 'sphere' | 'capsule' | 'ellipsoid' | 'cylinder' | 'box' | 'mesh';

export interface GeomDescription {
  readonly body: number;
  readonly shape: GeomShape;
  /** MuJoCo's `geom_size`: half-extents; radius and half-length; a plane's 0 is infinite. */
  readonly size_m: readonly [number, number, number];
  /** In the body's frame. */
  readonly position_m: readonly [number, number, number];
  /** w, x, y, z. */
  readonly quaternion: readonly [number, number, number, number];
  readonly rgba: readonly [number, number, number, number];
  /** MuJoCo's group: 0 to 2 are shown, 3 is collision shapes. */
  readonly group: number;
  /** Triangles of a mesh, corner by corner: positions [3 · corners] and normals. */
  readonly mesh?: { readonly positions: Float32Array; readonly normals: Float32Array };
}

/** Floats per body in a pose: x, y, z (m), then the quaternion x, y, z, w (three.js's order). */
export const POSE_FLOATS = 7;
