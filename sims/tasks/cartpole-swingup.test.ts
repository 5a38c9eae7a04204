import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Random } from '../../contracts/random.ts';
import type { BoundTask } from '../../contracts/task.ts';
import { Physics } from '../physics/physics.ts';
import task from './cartpole-swingup.task.ts';

let physics: Physics;
let bound: BoundTask;

beforeEach(async () => {
  physics = await Physics.load(task.model);
  bound = task.bind(physics, { bins: 11 });
});
afterEach(() => physics.dispose());

describe('reward', () => {
  // Computed by hand from the definition: upright · small control · small velocity · centred, for each step of the
  // suite; an action lasts four of them.
  it.each([
    { state: 'balanced in the middle', x: 0, angle: 0, velocity: 0, force: 0, reward: 1 },
    { state: 'hanging', x: 0, angle: Math.PI, velocity: 0, force: 0, reward: 0 },
    { state: 'level', x: 0, angle: Math.PI / 2, velocity: 0, force: 0, reward: 0.5 },
    { state: 'balanced at 1 m', x: 1, angle: 0, velocity: 0, force: 0, reward: 0.7811707 },
    { state: 'balanced at full force', x: 0, angle: 0, velocity: 0, force: 1, reward: 0.8 },
    { state: 'passing the top at 5 rad/s', x: 0, angle: 0, velocity: 5, force: 0, reward: 0.55 },
  ])('$state: $reward', ({ x, angle, velocity, force, reward }) => {
    physics.qpos.set([x, angle]);
    physics.qvel.set([0, velocity]);
    bound.act(Float64Array.of(force));
    expect(bound.reward()).toBeCloseTo(4 * reward, 6);
  });
});

it('starts with the pole hanging almost at rest in the middle', () => {
  const random = new Random(1);
  for (let episode = 0; episode < 100; episode++) {
    physics.reset();
    bound.reset(random);
    const [x, angle] = physics.qpos;
    for (const small of [x!, angle! - Math.PI, ...physics.qvel]) expect(Math.abs(small)).toBeLessThan(0.06);
  }
});

it('pushes the cart by 10 N at full force', () => {
  bound.act(Float64Array.of(1));
  physics.qpos.set([0, Math.PI]);
  physics.step(1);
  const acceleration = physics.qvel[0]! / physics.timestep_s;
  // 1 kg of cart, and a pole of 0.1 kg that hangs on it by a hinge and so takes only part of the push.
  expect(acceleration).toBeGreaterThan(10 / 1.1);
  expect(acceleration).toBeLessThan(10);
});
