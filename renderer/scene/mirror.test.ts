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
  const scene = sceneOf(geom({ position_m: [1, 0, 0], quaternion: [HALF, 0, 0, HALF] }));
  const mirror = new Mirror(scene, [1], () => new MeshBasicMaterial());
  mirror.move(Float32Array.of(0, 0, 0, 0, 0, 0, 1, 1, 2, 3, HALF, 0, 0, HALF));
  mirror.root.updateMatrixWorld(true);
  const [mesh] = mirror.root.children[0]!.children;
  const at = (x: number, y: number, z: number) => mesh!.localToWorld(new Vector3(x, y, z)).toArray();
  const expectAt = (actual: number[], expected: number[]) =>
    expected.forEach((value, axis) => expect(actual[axis]).toBeCloseTo(value, 6));
  expectAt(at(0, 0, 0), [2, 2, 3]);
  expectAt(at(1, 0, 0), [2, 2, 4]);
  expectAt(at(0, 1, 0), [1, 2, 3]);
  expectAt(at(0, 0, 1), [2, 1, 3]);
  mirror.dispose();
});

it('shows groups 0 to 2, not the collision shapes nor what is invisible', () => {
  const geoms = [0, 1, 2, 3, 4].map((group) => geom({ group }));
  const mirror = new Mirror(sceneOf(...geoms, geom({ rgba: [1, 1, 1, 0] })), [1], () => new MeshBasicMaterial());
  expect(mirror.root.children[0]!.children).toHaveLength(3);
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
