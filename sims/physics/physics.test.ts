import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { Physics } from './physics.ts';

const CARTPOLE = new URL('../tasks/cartpole-swingup.xml', import.meta.url).href;
const folder = mkdtempSync(join(tmpdir(), 'physics-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

function modelFile(name: string, xml: string): string {
  const path = join(folder, name);
  writeFileSync(path, xml);
  return pathToFileURL(path).href;
}

const body = (joint: string) =>
  `<worldbody><body name="box"><joint name="slide" type="slide" ${joint}/><geom size="0.1"/></body></worldbody>`;

describe('load', () => {
  it("gives MuJoCo's message for a mistake in the XML, and compiles it once repaired", async () => {
    const url = modelFile('mistake.xml', `<mujoco>${body('dampin="1"')}</mujoco>`);
    await expect(Physics.load(url)).rejects.toMatchObject({
      code: 'bad-model',
      message: expect.stringMatching(/mistake\.xml.*unrecognized attribute: 'dampin'/s),
    });
    modelFile('mistake.xml', `<mujoco>${body('damping="1"')}</mujoco>`);
    const physics = await Physics.load(url);
    expect(physics.qpos.length).toBe(1);
    physics.dispose();
  });

  it('names a missing file, and a missing include', async () => {
    await expect(Physics.load(pathToFileURL(join(folder, 'nowhere.xml')).href)).rejects.toMatchObject({
      code: 'bad-model',
      message: expect.stringContaining('nowhere.xml'),
    });
    const url = modelFile('including.xml', '<mujoco><include file="absent.xml"/></mujoco>');
    await expect(Physics.load(url)).rejects.toMatchObject({ message: expect.stringContaining('absent.xml') });
  });
});

describe('names', () => {
  it('are refused when the model has none such, or it is no mocap body', async () => {
    const physics = await Physics.load(CARTPOLE);
    expect(() => physics.joint('knee')).toThrow("The model has no joint 'knee'.");
    expect(() => physics.site('tool')).toThrow("The model has no site 'tool'.");
    expect(() => physics.actuator('motor')).toThrow("The model has no actuator 'motor'.");
    expect(() => physics.mocap('cart')).toThrow("Body 'cart' is no mocap body.");
    physics.dispose();
  });
});

describe('views', () => {
  it('stay live when memory grows', async () => {
    const physics = await Physics.load(CARTPOLE);
    physics.qpos[0] = 0.5;
    const view = physics.qpos;
    const others: Physics[] = [];
    while (view.length > 0 && others.length < 1_000) others.push(await Physics.load(CARTPOLE));
    expect(view.length).toBe(0);
    expect([...physics.qpos]).toEqual([0.5, 0]);
    for (const each of [physics, ...others]) each.dispose();
  });
});

describe('divergence', () => {
  it.each([
    { values: 'qvel', value: 1e12 },
    { values: 'qvel', value: NaN },
    { values: 'qpos', value: Infinity },
  ] as const)('$values = $value is found, also at the first step', async ({ values, value }) => {
    const physics = await Physics.load(CARTPOLE);
    physics[values][0] = value;
    expect(() => physics.step(10)).toThrow(expect.objectContaining({ code: 'simulation-diverged' }));
    physics.dispose();
  });

  it('is found when the model itself is unstable', async () => {
    const actuator = '<actuator><position joint="slide" kp="1e7"/></actuator>';
    const url = modelFile('unstable.xml', `<mujoco><option timestep="0.05"/>${body('')}${actuator}</mujoco>`);
    const physics = await Physics.load(url);
    physics.qpos[0] = 0.01;
    expect(() => physics.step(1_000)).toThrow(/diverged: q(pos|vel)\[0\] is .* at 0\.\d+ s/);
    // The world is usable again after a reset.
    physics.reset();
    physics.step(1);
    expect(physics.time_s).toBeCloseTo(0.05, 12);
    physics.dispose();
  });
});

describe('state', () => {
  it('of another model is refused', async () => {
    const physics = await Physics.load(CARTPOLE);
    expect(() => physics.setState(new Float64Array(3))).toThrow(expect.objectContaining({ code: 'damaged' }));
    physics.dispose();
  });
});

describe('contacts', () => {
  it('are found in the present position, and looking for them disturbs nothing', async () => {
    const ball = (z: number) => `<body pos="0 0 ${z}"><freejoint/><geom size="0.1"/></body>`;
    const xml = `<mujoco><worldbody><geom type="plane" size="1 1 1"/>${ball(0.09)}${ball(5)}</worldbody></mujoco>`;
    const url = modelFile('balls.xml', xml);
    const [looked, other] = [await Physics.load(url), await Physics.load(url)];
    for (let step = 0; step < 20; step++) {
      const positions = looked.contactPositions();
      expect(positions.length % 3).toBe(0);
      if (step === 0) {
        expect(positions).toHaveLength(3);
        expect(positions[2]).toBeCloseTo(-0.005);
      }
      for (const physics of [looked, other]) physics.step(1);
    }
    expect(looked.qpos).toEqual(other.qpos);
    looked.qpos[2] = 0.2;
    expect(looked.contactPositions()).toHaveLength(0);
    for (const physics of [looked, other]) physics.dispose();
  });
});
