import {
  BoxGeometry,
  BufferAttribute,
  BufferGeometry,
  CapsuleGeometry,
  CylinderGeometry,
  Matrix4,
  PlaneGeometry,
  Quaternion,
  SphereGeometry,
  Vector3,
} from 'three';
import { RoundedBoxGeometry } from 'three/addons/geometries/RoundedBoxGeometry.js';
import { mergeGeometries, mergeVertices } from 'three/addons/utils/BufferGeometryUtils.js';
import type { GeomDescription, GeomShape } from '../../contracts/scene.ts';

/** Half-extent, m, of a plane that has none. */
const ENDLESS_m = 20;
/** Edges are rounded by this much, m, or by a fraction of the thinnest side. */
const EDGE_m = 0.002;
const EDGE_FRACTION = 0.4;

/** Vertices this near to each other, with normals as near, are one. */
const MERGED_m = 1e-6;

type Size = GeomDescription['size_m'];

const builders: Record<Exclude<GeomShape, 'mesh'>, (size: Size) => BufferGeometry> = {
  plane: ([x, y]) => new PlaneGeometry(2 * (x || ENDLESS_m), 2 * (y || ENDLESS_m)),
  sphere: ([radius]) => new SphereGeometry(radius, 28, 18),
  capsule: ([radius, half]) => new CapsuleGeometry(radius, 2 * half, 6, 28).rotateX(Math.PI / 2),
  cylinder: ([radius, half]) => new CylinderGeometry(radius, radius, 2 * half, 32).rotateX(Math.PI / 2),
  ellipsoid: ([x, y, z]) => new SphereGeometry(1, 28, 18).scale(x, y, z),
  box: roundedBox,
};

/** Those of which most robots are made, with few triangles. */
const coarse: Partial<typeof builders> = {
  box: ([x, y, z]) => new BoxGeometry(2 * x, 2 * y, 2 * z),
  cylinder: ([radius, half]) => new CylinderGeometry(radius, radius, 2 * half, 14).rotateX(Math.PI / 2),
};

/**
 * A geom's shape in its own frame, in MuJoCo's conventions: Z up, sizes are half-extents, capsules and cylinders lie
 * along Z.
 * @param isFine with rounded edges and round rounds.
 */
export function geometryOf(geom: GeomDescription, isFine = true): BufferGeometry {
  if (geom.shape === 'mesh') return meshGeometry(geom);
  return (isFine ? builders : { ...builders, ...coarse })[geom.shape](geom.size_m);
}

/** Several geoms of a body as one, in the body's frame: positions and normals alone, each vertex once. */
export function mergedGeometry(geoms: readonly GeomDescription[], isFine = true): BufferGeometry {
  if (geoms.length === 0) return new BufferGeometry();
  const parts = geoms.map((geom) => {
    const geometry = geometryOf(geom, isFine);
    const flat = geometry.index ? geometry.toNonIndexed() : geometry;
    const part = new BufferGeometry();
    for (const name of ['position', 'normal']) part.setAttribute(name, flat.getAttribute(name).clone());
    return part.applyMatrix4(toBody(geom));
  });
  return mergeVertices(mergeGeometries(parts), MERGED_m);
}

/** From a geom's frame to its body's. */
function toBody({ position_m, quaternion: [w, x, y, z] }: GeomDescription): Matrix4 {
  return new Matrix4().compose(new Vector3(...position_m), new Quaternion(x, y, z, w), new Vector3(1, 1, 1));
}

function roundedBox([x, y, z]: Size): BufferGeometry {
  const edge_m = Math.min(EDGE_m, EDGE_FRACTION * Math.min(x, y, z));
  if (!(edge_m > 0)) return new BoxGeometry(2 * x, 2 * y, 2 * z);
  return new RoundedBoxGeometry(2 * x, 2 * y, 2 * z, 1, edge_m);
}

function meshGeometry({ mesh }: GeomDescription): BufferGeometry {
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(mesh?.positions ?? new Float32Array(), 3));
  geometry.setAttribute('normal', new BufferAttribute(mesh?.normals ?? new Float32Array(), 3));
  return geometry;
}
