import { expect, it } from 'vitest';
import { compileModel } from '../physics/model.ts';
import { Physics } from '../physics/physics.ts';
import { SO101_ARM_JOINTS, SO101_HOME_rad, SO101_JAW_JOINT, SO101_JAW_SHUT_rad } from './so101.ts';

const MODEL = new URL('../tasks/so101-reaching.xml', import.meta.url).href;
const TOOL = [0.391, 0, 0.2265];

/** Anchors (x and z, m), axes and ranges (rad) of the real arm in its zero pose. */
const JOINTS = [
  { name: 'shoulder_pan', x: 0.0388, z: 0.0624, axis: [0, 0, -1], low: -1.92, high: 1.92 },
  { name: 'shoulder_lift', x: 0.0692, z: 0.1166, axis: [0, 1, 0], low: -1.745, high: 1.745 },
  { name: 'elbow_flex', x: 0.0972, z: 0.2292, axis: [0, 1, 0], low: -1.69, high: 1.69 },
  { name: 'wrist_flex', x: 0.2321, z: 0.2344, axis: [0, 1, 0], low: -1.658, high: 1.658 },
  { name: 'wrist_roll', x: 0.2932, z: 0.2344, axis: [-1, 0, 0], low: -2.744, high: 2.841 },
  { name: 'gripper', x: 0.3166, z: 0.2555, axis: [0, -1, 0], low: -0.175, high: 1.745 },
];

it('has the joints of the real arm', async () => {
  const { mujoco, model } = await compileModel(MODEL);
  const data = new mujoco.MjData(model);
  mujoco.mj_forward(model, data);
  expect(JOINTS.map(({ name }) => name)).toEqual([...SO101_ARM_JOINTS, SO101_JAW_JOINT]);
  const close = (actual: ArrayLike<number>, expected: readonly number[], within: number) =>
    expected.forEach((value, i) => expect(Math.abs(actual[i]! - value)).toBeLessThan(within));
  JOINTS.forEach(({ name, x, z, axis, low, high }, j) => {
    expect(mujoco.mj_name2id(model, mujoco.mjtObj.mjOBJ_JOINT.value, name)).toBe(j);
    close([data.xanchor[3 * j], data.xanchor[3 * j + 2]], [x, z], 1e-3);
    close(data.xaxis.subarray(3 * j), axis, 1e-9);
    close(model.jnt_range.subarray(2 * j), [low, high], 1e-9);
    close(model.actuator_ctrlrange.subarray(2 * j), [low, high], 1e-9);
  });
  close(data.site_xpos, TOOL, 1e-3);
  data.delete();
});

it('weighs what the real arm weighs', async () => {
  const { model } = await compileModel(MODEL);
  const mass_kg = model.body_mass.reduce((sum: number, mass: number) => sum + mass, 0);
  expect(mass_kg).toBeCloseTo(0.147 + 0.1 + 0.103 + 0.104 + 0.079 + 0.087 + 0.012, 9);
});

it.each([
  { pose: 'home', angles: SO101_HOME_rad },
  { pose: 'stretched forward', angles: [0, 0, 0, 0, 0] },
])('is held by its servos: $pose', async ({ angles }) => {
  const physics = await Physics.load(MODEL);
  const tool = physics.site('tool');
  for (const values of [physics.qpos, physics.ctrl]) values.set([...angles, SO101_JAW_SHUT_rad]);
  expect(physics.countContacts()).toBe(0);
  const before = physics.siteXpos.slice(tool, tool + 3);
  physics.step(5 / physics.timestep_s);
  const after = physics.siteXpos.subarray(tool, tool + 3);
  expect(Math.hypot(...before.map((value, axis) => value - after[axis]!))).toBeLessThan(0.01);
  expect(Math.max(...physics.qvel.map(Math.abs))).toBeLessThan(1e-3);
  physics.dispose();
});
