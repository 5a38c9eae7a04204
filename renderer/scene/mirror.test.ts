import { Mesh, MeshBasicMaterial, Vector3 } from 'three';
import { expect, it } from 'vitest';
import type { GeomDescription, SceneDescription } from '../../contracts/scene.ts';
import { geometryOf } from './geometry.ts';
import { Mirror } from './mirror.ts';

const HALF = Math.SQRT1_2;

function geom(fields: Partial<GeomDescription>): GeomDescription {
  return {
    body: 1,
    shape: 'box',
    size_m: [0.1, 0.2, 0.3],
    position_m: [0, 0, 0],
    quaternion: [1, 0, 0, 0],
    rgba: [1, 1, 1, 1],
    group: 2,
    ...fields,
  };
}

function sceneOf(...geoms: GeomDescription[]): SceneDescription {
  const bounds_m = { low: [-1, -1, 0], high: [1, 1, 1] } as const;
  return { bodies: ['world', 'arm'], geoms, robotBodies: [1], tool: null, targetBody: null, bounds_m };
}

it('composes the pose of the body (quaternion w last) and of the geom (w first)', () => {
  // The geom lies 1 m along its body's x and is turned a quarter about z; the body stands at (1, 2, 3), turned a
  // quarter about x.
  const corners = Float32Array.of(0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 2, 1, 0, 2, 0, 0, 1);
  const mesh = { positions: corners, normals: new Float32Array(18) };
  const scene = sceneOf(geom({ shape: 'mesh', mesh, position_m: [1, 0, 0], quaternion: [HALF, 0, 0, HALF] }));
  const mirror = new Mirror(scene, [1], () => new MeshBasicMaterial());
  mirror.move(Float32Array.of(0, 0, 0, 0, 0, 0, 1, 1, 2, 3, HALF, 0, 0, HALF));
  mirror.root.updateMatrixWorld(true);
  const [shown] = mirror.root.children[0]!.children as Mesh[];
  const expectCorner = (corner: number, expected: readonly number[]) => {
    const at = new Vector3().fromBufferAttribute(shown!.geometry.getAttribute('position'), corner);
    const world = shown!.localToWorld(at).toArray();
    expected.forEach((value, axis) => expect(world[axis]).toBeCloseTo(value, 6));
  };
  expectCorner(0, [2, 2, 3]);
  expectCorner(1, [2, 2, 4]);
  expectCorner(2, [1, 2, 3]);
  expectCorner(5, [2, 1, 3]);
  mirror.dispose();
});

it('shows groups 0 to 2, not the collision shapes nor what is invisible', () => {
  const geoms = [0, 1, 2, 3, 4].map((group) => geom({ group }));
  const mirror = new Mirror(sceneOf(...geoms, geom({ rgba: [1, 1, 1, 0] })), [1], () => new MeshBasicMaterial());
  expect(mirror.root.children[0]!.children).toHaveLength(3);
  mirror.dispose();
});

it('draws what has the same material at once', () => {
  const material = new MeshBasicMaterial();
  const mirror = new Mirror(sceneOf(geom({}), geom({ shape: 'sphere', position_m: [0, 0, 2] })), [1], () => material);
  const [mesh, ...others] = mirror.root.children[0]!.children as Mesh[];
  expect(others).toEqual([]);
  mesh!.geometry.computeBoundingBox();
  expect(mesh!.geometry.boundingBox!.min.z).toBeCloseTo(-0.3, 6);
  expect(mesh!.geometry.boundingBox!.max.z).toBeCloseTo(2.1, 6);
  mirror.dispose();
});

it.each<{ shape: GeomDescription['shape']; size_m: GeomDescription['size_m']; half: [number, number, number] }>([
  { shape: 'box', size_m: [0.1, 0.2, 0.3], half: [0.1, 0.2, 0.3] },
  { shape: 'box', size_m: [0.1, 0.2, 0.0001], half: [0.1, 0.2, 0.0001] },
  { shape: 'sphere', size_m: [0.1, 0, 0], half: [0.1, 0.1, 0.1] },
  { shape: 'ellipsoid', size_m: [0.1, 0.2, 0.3], half: [0.1, 0.2, 0.3] },
  { shape: 'cylinder', size_m: [0.1, 0.3, 0], half: [0.1, 0.1, 0.3] },
  { shape: 'capsule', size_m: [0.1, 0.3, 0], half: [0.1, 0.1, 0.4] },
  { shape: 'plane', size_m: [1, 2, 0.1], half: [1, 2, 0] },
])('gives a $shape its extents', ({ shape, size_m, half }) => {
  const geometry = geometryOf(geom({ shape, size_m }));
  geometry.computeBoundingBox();
  const { min, max } = geometry.boundingBox!;
  half.forEach((value, axis) => {
    expect(max.getComponent(axis)).toBeCloseTo(value, 5);
    expect(min.getComponent(axis)).toBeCloseTo(-value, 5);
  });
});

it('takes the triangles of a mesh as they are', () => {
  const positions = Float32Array.of(0, 0, 0, 1, 0, 0, 0, 1, 0);
  const normals = Float32Array.of(0, 0, 1, 0, 0, 1, 0, 0, 1);
  const geometry = geometryOf(geom({ shape: 'mesh', mesh: { positions, normals } }));
  expect(geometry.getAttribute('position').array).toBe(positions);
  expect(geometry.getAttribute('normal').array).toBe(normals);
});

it('frees every geometry', () => {
  const mirror = new Mirror(sceneOf(geom({}), geom({ shape: 'sphere' })), [1], () => new MeshBasicMaterial());
  let freed = 0;
  mirror.root.traverse((object) => {
    if (object instanceof Mesh) object.geometry.addEventListener('dispose', () => freed++);
  });
  mirror.dispose();
  expect(freed).toBe(2);
});
