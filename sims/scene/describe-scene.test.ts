import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { Random } from '../../contracts/random.ts';
import { POSE_FLOATS, type GeomDescription } from '../../contracts/scene.ts';
import { compileModel } from '../physics/model.ts';
import { Physics } from '../physics/physics.ts';
import { tasks } from '../tasks/index.ts';
import { describeScene } from './describe-scene.ts';
import { poses } from './poses.ts';

const folder = mkdtempSync(join(tmpdir(), 'scene-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

function modelFile(xml: string): string {
  const path = join(folder, `model-${xml.length}.xml`);
  writeFileSync(path, `<mujoco>${xml}</mujoco>`);
  return pathToFileURL(path).href;
}

type Vector = readonly number[];
type Quaternion = readonly [number, number, number, number];

/** Rows of the rotation matrix of w, x, y, z. */
function rotation([w, x, y, z]: Quaternion): readonly Vector[] {
  return [
    [1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
    [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
    [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)],
  ];
}
const times = (matrix: readonly Vector[], vector: Vector): number[] =>
  matrix.map((row) => row.reduce((sum, value, i) => sum + value * vector[i]!, 0));
const column = (matrix: readonly Vector[], i: number): number[] => matrix.map((row) => row[i]!);

/** Where a renderer would draw a geom: its body's pose, then its own in it. */
function place(geom: GeomDescription, all: Float32Array) {
  const [x, y, z, qx, qy, qz, qw] = all.subarray(POSE_FLOATS * geom.body) as unknown as Vector;
  const body = rotation([qw!, qx!, qy!, qz!]);
  const own = rotation(geom.quaternion);
  const position = times(body, geom.position_m).map((value, axis) => value + [x!, y!, z!][axis]!);
  const columns = [0, 1, 2].map((i) => times(body, column(own, i)));
  return { position, matrix: [0, 1, 2].flatMap((row) => columns.map((c) => c[row]!)) };
}

describe.each(tasks)('$id', (task) => {
  it("composed with a pose, every geom is where MuJoCo has it, to a float's precision", async () => {
    const { mujoco, model } = await compileModel(task.model);
    const scene = await describeScene(task.model);
    const physics = await Physics.load(task.model);
    const data = new mujoco.MjData(model);
    const random = new Random(5);
    for (let i = 0; i < physics.qpos.length; i++) data.qpos[i] = physics.qpos[i] = random.between(-1.5, 1.5);
    mujoco.mj_kinematics(model, data);
    physics.forward();
    const all = poses(physics);
    expect(all.length).toBe(scene.bodies.length * POSE_FLOATS);
    scene.geoms.forEach((geom, g) => {
      const { position, matrix } = place(geom, all);
      position.forEach((value, axis) => expect(Math.abs(value - data.geom_xpos[3 * g + axis])).toBeLessThan(1e-6));
      matrix.forEach((value, i) => expect(Math.abs(value - data.geom_xmat[9 * g + i])).toBeLessThan(1e-6));
    });
    data.delete();
    physics.dispose();
  });
});

it('tells the SO-101 from its target, and where its tool is', async () => {
  const scene = await describeScene(tasks.find(({ id }) => id === 'so101-reach')!.model);
  const named = scene.robotBodies.map((body) => scene.bodies[body]);
  expect(named).toEqual(['shoulder', 'upper_arm', 'lower_arm', 'wrist', 'gripper', 'moving_jaw']);
  expect(scene.bodies[scene.tool!.body]).toBe('gripper');
  expect(scene.bodies[scene.targetBody!]).toBe('target');
  const { low, high } = scene.bounds_m;
  expect(low[2]).toBeCloseTo(0);
  // An arm of 0.45 m on a base 0.06 m high reaches about this far.
  for (const reach of [high[0], high[1], -low[1], high[2]]) expect(reach).toSatisfy((m: number) => m > 0.3 && m < 0.7);
});

it('takes the colour of the material, else of the geom, and has the sides of a mesh', async () => {
  const scene = await describeScene(
    modelFile(`
      <asset>
        <material name="red" rgba="1 0 0 0.5"/>
        <mesh name="wedge" vertex="0 0 0  1 0 0  0 1 0  0 0 1" inertia="shell"/>
      </asset>
      <worldbody>
        <geom type="box" size="1 2 3" material="red"/>
        <geom type="sphere" size="0.1" rgba="0 1 0 1" group="3"/>
        <geom type="mesh" mesh="wedge" group="1"/>
      </worldbody>`),
  );
  const [box, sphere, wedge] = scene.geoms;
  expect(box).toMatchObject({ shape: 'box', size_m: [1, 2, 3], rgba: [1, 0, 0, 0.5], group: 0 });
  expect(sphere).toMatchObject({ shape: 'sphere', rgba: [0, 1, 0, 1], group: 3 });
  expect(scene).toMatchObject({ robotBodies: [], tool: null, targetBody: null });
  const { positions, normals } = wedge!.mesh!;
  expect([positions.length, normals.length]).toEqual([36, 36]);
  for (let i = 0; i < 36; i += 3) expect(Math.hypot(...normals.subarray(i, i + 3))).toBeCloseTo(1, 5);
});

it('names the type of a geom that cannot be drawn', async () => {
  const field = modelFile(`
    <asset><hfield name="hills" nrow="2" ncol="2" size="1 1 1 1" elevation="0 1 0 1"/></asset>
    <worldbody><geom type="hfield" hfield="hills"/></worldbody>`);
  await expect(describeScene(field)).rejects.toMatchObject({
    code: 'unsupported',
    message: expect.stringContaining('type 1 '),
  });
});
