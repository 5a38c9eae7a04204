import { expect, it } from 'vitest';
import type { UnrollSettings } from '../../contracts/agent.ts';
import { experienceOf, first, mid, terminated, truncated, type Step } from '../testing/episodes.ts';
import { allocateExperience, copyRow, type Experience } from './experience.ts';
import { UnrollQueue } from './unroll-queue.ts';

const settings: UnrollSettings = {
  kind: 'unrolls',
  unrollLength: 2,
  batchSize: 2,
  passes: 1,
  capacity: 1_000,
  discount: 0.5,
  rewardScale: 10,
};

const episode = (steps: number): Step[] => [first, ...Array.from({ length: steps - 1 }, (_, i) => mid(i + 1))];

/** The log-probability of the action in `row` of environment `e` is −(100 · e + row). */
function withLogProbabilities(environments: readonly (readonly Step[])[]): Experience {
  const plain = experienceOf(environments);
  const logProbability = plain.action.map((action) => -action);
  return { ...plain, shape: { ...plain.shape, hasLogProbability: true }, logProbability };
}

function queueOf(experience: Experience, changes: Partial<UnrollSettings> = {}, rows = experience.rows): UnrollQueue {
  const queue = new UnrollQueue({ ...settings, ...changes }, experience.shape);
  for (let row = 0; row < rows; row++) queue.append(experience, row);
  return queue;
}

/** The next batch; by time, then by unroll. */
function take(queue: UnrollQueue) {
  const { unrollLength, batchSize } = queue.settings;
  const perStep = () => new Float32Array(unrollLength * batchSize);
  const batch = {
    observation_t: new Float32Array((unrollLength + 1) * batchSize),
    action_t: perStep(),
    logProbability_t: perStep(),
    reward_t1: perStep(),
    discount_t1: perStep(),
    isChoice_t: perStep(),
  };
  queue.sample(batch);
  return Object.fromEntries(Object.entries(batch).map(([name, values]) => [name, [...values]]));
}

const observations = (queue: UnrollQueue) => take(queue)['observation_t'];

it('gives stretches of each environment with the state after them, and what answered each action', () => {
  const queue = queueOf(withLogProbabilities([episode(3), episode(3)]));
  expect(take(queue)).toEqual({
    observation_t: [0, 100, 1, 101, 2, 102],
    action_t: [0, 100, 1, 101],
    logProbability_t: [-0, -100, -1, -101],
    reward_t1: [10, 10, 20, 20],
    discount_t1: [0.5, 0.5, 0.5, 0.5],
    isChoice_t: [1, 1, 1, 1],
  });
});

it('tells an end from a step limit, and that nothing was done from a last step', () => {
  const ended = [first, terminated(1), first];
  const cut = [first, truncated(1), first];
  const { discount_t1, isChoice_t, reward_t1 } = take(queueOf(withLogProbabilities([ended, cut])));
  expect(discount_t1!.slice(0, 2)).toEqual([0, 0.5]);
  expect(isChoice_t).toEqual([1, 1, 0, 0]);
  expect(reward_t1).toEqual([10, 10, 0, 0]);
});

it('is ready once the state after the last step is there, and takes each unroll once', () => {
  const experience = withLogProbabilities([episode(6), episode(6)]);
  expect(queueOf(experience, {}, 2).ready).toBe(false);
  const queue = queueOf(experience, {}, 5);
  expect(observations(queue)).toEqual([0, 100, 1, 101, 2, 102]);
  expect(observations(queue)).toEqual([2, 102, 3, 103, 4, 104]);
  expect(queue.ready).toBe(false);
});

it('gathers a batch over several windows', () => {
  const queue = queueOf(withLogProbabilities([episode(5)]));
  expect(observations(queue)).toEqual([0, 2, 1, 3, 2, 4]);
});

it('gives each batch as often as there are passes', () => {
  const queue = queueOf(withLogProbabilities([episode(6), episode(6)]), { passes: 2 });
  const batches = Array.from({ length: 4 }, () => observations(queue)![0]);
  expect(batches).toEqual([0, 0, 2, 2]);
  expect(queue.ready).toBe(false);
});

it('drops the oldest that waited too long', () => {
  // Of two windows of two steps and the state after them, which is as much as it holds.
  const queue = queueOf(withLogProbabilities([episode(12), episode(12)]), { capacity: 8 });
  expect(queue.rowCapacity).toBe(5);
  expect(queue.fill).toBe(0.5);
  expect(observations(queue)).toEqual([8, 108, 9, 109, 10, 110]);
  expect(queue.ready).toBe(false);
});

it('goes on from a saved state', () => {
  const experience = withLogProbabilities([episode(12), episode(12)]);
  const queue = queueOf(experience, { passes: 2, capacity: 8 }, 9);
  take(queue);
  const loaded = new UnrollQueue(queue.settings, experience.shape);
  loaded.load(queue.state, (row) => {
    const one = allocateExperience(1, experience.shape);
    copyRow(experience, row, one, 0);
    return one;
  });
  for (const one of [queue, loaded]) for (let row = 9; row < 11; row++) one.append(experience, row);
  while (queue.ready) expect(take(loaded)).toEqual(take(queue));
  expect(loaded.ready).toBe(false);
  expect(loaded.state).toEqual(queue.state);
});
