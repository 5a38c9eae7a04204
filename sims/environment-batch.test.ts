import { afterAll, beforeAll, expect, it } from 'vitest';
import { Random } from '../contracts/random.ts';
import { createEnvironmentBatch, type EnvironmentBatch } from './environment-batch.ts';
import { createEnvironment, type Environment } from './environment.ts';

const TASK = 'so101-reach';
const SIZE = 3;

let batch: EnvironmentBatch;
let singles: Environment[];

const randoms = () => Array.from({ length: SIZE }, (_, e) => Random.stream(1, e));

beforeAll(async () => {
  batch = await createEnvironmentBatch(TASK, {}, randoms());
  singles = await Promise.all(randoms().map((random) => createEnvironment(TASK, {}, random)));
});
afterAll(() => {
  batch.dispose();
  for (const single of singles) single.dispose();
});

function randomActions(random: Random): number[] {
  return Array.from({ length: SIZE * batch.action.length }, () => random.integer(11));
}

it('steps its environments as each would go alone, over the end of an episode', () => {
  const random = new Random(2);
  const size = batch.observationSize;
  batch.reset();
  for (const single of singles) single.reset();
  for (let step = 0; step < 103; step++) {
    const action_t = randomActions(random);
    const { observation_t, reward_t, discount_t, isFirst, isLast } = batch.step(action_t);
    singles.forEach((single, e) => {
      const alone = single.step(action_t.slice(e * 5, e * 5 + 5));
      expect(observation_t.subarray(e * size, (e + 1) * size)).toEqual(alone.observation_t);
      expect(reward_t[e]).toBe(Math.fround(alone.reward_t));
      expect(discount_t[e]).toBe(alone.discount_t);
      expect(isFirst[e] === 1).toBe(alone.stepType === 'first');
      expect(isLast[e] === 1).toBe(alone.stepType === 'last');
    });
  }
});

it('reports every episode that ended, once', () => {
  const random = new Random(5);
  batch.reset();
  batch.takeEpisodes();
  const returns = new Float64Array(SIZE);
  for (let step = 0; step < 100; step++) {
    const { reward_t } = batch.step(randomActions(random));
    reward_t.forEach((reward, e) => (returns[e]! += reward));
  }
  const episodes = batch.takeEpisodes();
  expect(episodes.map(({ environment, steps }) => ({ environment, steps }))).toEqual(
    [0, 1, 2].map((environment) => ({ environment, steps: 100 })),
  );
  episodes.forEach(({ episodeReturn }, e) => expect(episodeReturn).toBeCloseTo(returns[e]!, 3));
  batch.step(randomActions(random));
  expect(batch.takeEpisodes()).toEqual([]);
});

it('goes on bit for bit from a saved state', () => {
  const random = new Random(3);
  batch.reset();
  for (let step = 0; step < 30; step++) batch.step(randomActions(random));
  const state = structuredClone(batch.saveState());
  const saved = structuredClone(batch.timeStep);
  const actions = Array.from({ length: 80 }, () => randomActions(random));
  const future = actions.map((action_t) => structuredClone(batch.step(action_t)));
  expect(batch.loadState(state)).toEqual(saved);
  expect(actions.map((action_t) => structuredClone(batch.step(action_t)))).toEqual(future);
});

it('refuses invalid actions', () => {
  batch.reset();
  const action_t = randomActions(new Random(4));
  action_t[7] = 11;
  expect(() => batch.step(action_t)).toThrow("Action 'elbow_flex' cannot be 11.");
  expect(() => batch.step([1, 2, 3])).toThrow('The actions of 3 environments are 15 numbers, not 3.');
});

it('cuts the episode of a diverging simulation short and goes on', () => {
  batch.reset();
  batch.step(randomActions(new Random(6)));
  const [first, ...others] = batch.saveState();
  // Joint speeds beyond anything that the integrator can follow.
  const physics = first!.physics.map((value, i) => (i === 1 + 7 ? 1e200 : value));
  batch.loadState([{ ...first!, physics }, ...others]);
  const before = batch.timeStep.observation_t.slice(batch.observationSize);

  const { observation_t, reward_t, discount_t, isLast } = batch.step(randomActions(new Random(7)));
  expect([...isLast]).toEqual([1, 0, 0]);
  expect([reward_t[0], discount_t[0]]).toEqual([0, 1]);
  expect(observation_t.subarray(batch.observationSize)).not.toEqual(before);
  const [episode] = batch.takeEpisodes();
  expect(episode).toMatchObject({ environment: 0, succeeded: false, divergence: expect.stringContaining('diverged') });

  const next = batch.step(randomActions(new Random(8)));
  expect([...next.isFirst]).toEqual([1, 0, 0]);
  expect(next.observation_t.every(Number.isFinite)).toBe(true);
});
