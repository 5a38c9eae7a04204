import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../../contracts/random.ts';
import type { BoundTask } from '../../contracts/task.ts';
import { SO101_ARM_JOINTS, SO101_HOME_rad } from '../arms/so101.ts';
import { type JointAddress, Physics } from '../physics/physics.ts';
import anywhere from './so101-reach-anywhere.task.ts';
import fromHome from './so101-reach.task.ts';

let physics: Physics;
let joints: JointAddress[];
let tool: number;
let target: number;

beforeAll(async () => {
  physics = await Physics.load(fromHome.model);
  joints = SO101_ARM_JOINTS.map((name) => physics.joint(name));
  tool = physics.site('tool');
  target = physics.mocap('target');
});
afterAll(() => physics.dispose());

function begin(bound: BoundTask, random: Random): void {
  physics.reset();
  bound.reset(random);
  physics.forward();
}

describe.each([fromHome, anywhere])('$id', (task) => {
  it('starts at rest, free of collision, within the joint ranges, every servo at its goal', () => {
    const bound = task.bind(physics, { bins: 11 });
    const random = new Random(1);
    for (let episode = 0; episode < 200; episode++) {
      begin(bound, random);
      expect(physics.countContacts()).toBe(0);
      expect(physics.qvel.every((velocity) => velocity === 0)).toBe(true);
      expect(physics.ctrl).toEqual(physics.qpos);
      for (const { qpos, low, high } of joints) {
        expect(physics.qpos[qpos]).toSatisfy((angle: number) => low <= angle && angle <= high);
      }
      expect(physics.mocapPos[target + 2]).toBeGreaterThan(0);
    }
  });

  it('keeps servo goals in range and near the joint, even when the arm is driven into the table', () => {
    const bound = task.bind(physics, { bins: 11 });
    begin(bound, new Random(2));
    const forward = Float64Array.of(0.08, 0.08, 0.08, 0.08, 0.08);
    for (let step = 0; step < 100; step++) {
      const before = joints.map(({ qpos }) => physics.qpos[qpos]!);
      bound.act(forward);
      joints.forEach(({ low, high }, j) => {
        const goal = physics.ctrl[j]!;
        expect(goal).toSatisfy((angle: number) => low <= angle && angle <= high);
        // A joint that gravity or a contact pushes past its limit keeps its goal at the limit.
        const nearest = Math.min(high, Math.max(low, before[j]!));
        expect(Math.abs(goal - nearest)).toBeLessThanOrEqual(0.3 + 1e-12);
      });
      physics.step(8);
    }
  });
});

it('starts near home with targets in front of the arm', () => {
  const bound = fromHome.bind(physics, { bins: 11 });
  const random = new Random(3);
  for (let episode = 0; episode < 200; episode++) {
    begin(bound, random);
    joints.forEach(({ qpos }, j) => expect(Math.abs(physics.qpos[qpos]! - SO101_HOME_rad[j]!)).toBeLessThan(0.2001));
    const [x, y, z] = physics.mocapPos.subarray(target, target + 3);
    expect(x! > 0.12 && Math.abs(y!) < 0.25 && z! > 0.04 && z! < 0.3).toBe(true);
  }
});

it.each([
  { distance: 0, reward: 1, success: true },
  { distance: 0.019, reward: 0.6648614, success: true },
  { distance: 0.021, reward: 0.6360468, success: false },
  { distance: 0.05, reward: 0.3178794, success: false },
])('rewards $reward at $distance m', ({ distance, reward, success }) => {
  const bound = fromHome.bind(physics, { bins: 11 });
  begin(bound, new Random(4));
  physics.mocapPos.set(physics.siteXpos.subarray(tool, tool + 3), target);
  physics.mocapPos[target + 1]! += distance;
  expect(bound.reward()).toBeCloseTo(reward, 6);
  expect(bound.succeeded!()).toBe(success);
});

it('moves at 2 rad/s when told to', () => {
  const bound = fromHome.bind(physics, { bins: 11 });
  begin(bound, new Random(5));
  const before = physics.qpos[joints[0]!.qpos]!;
  for (let step = 0; step < 10; step++) {
    bound.act(Float64Array.of(0.08, 0, 0, 0, 0));
    physics.step(8);
  }
  const moved_rad = physics.qpos[joints[0]!.qpos]! - before;
  expect(moved_rad).toBeGreaterThan(0.76);
  expect(moved_rad).toBeLessThan(0.84);
});
