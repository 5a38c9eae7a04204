import { expect, it } from 'vitest';
import type { SceneDescription } from '../../../../contracts/scene.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { differences_deg } from './difference.ts';
import { posesIn, withTarget } from './poses.ts';

const scene = (bodies: string[], targetBody: number | null = null): SceneDescription => ({
  bodies,
  geoms: [],
  robotBodies: [],
  tool: null,
  targetBody,
  bounds_m: { low: [0, 0, 0], high: [1, 1, 1] },
});

it('a pose of the twin becomes one of the task, by the names of the bodies; its target stands where it is put', () => {
  const task = scene(['world', 'target', 'jaw'], 1);
  const twin = scene(['world', 'jaw', 'table']);
  const poses = posesIn(task, twin, Float32Array.of(0, 0, 0, 0, 0, 0, 1, 1, 2, 3, 0, 0, 1, 0, 9, 9, 9, 0, 0, 0, 1));
  expect([...poses.slice(7)]).toEqual([0, 0, 0, 0, 0, 0, 1, 1, 2, 3, 0, 0, 1, 0]);
  expect([...withTarget(task, poses, [4, 5, 6]).slice(7, 14)]).toEqual([4, 5, 6, 0, 0, 0, 1]);
  expect(poses[7]).toBe(0);
});

it('what differs between arm and twin is a column for each joint, in degrees', () => {
  const columns = differences_deg({
    joints: [
      { joint: 'a', rms_rad: 0, worst_rad: 0 },
      { joint: 'b', rms_rad: 0, worst_rad: 0 },
    ],
    times_s: Float32Array.of(0, 1),
    measured_rad: Float32Array.of(0, Math.PI, 0.5, 0),
    twin_rad: Float32Array.of(0, 0, 0, Math.PI / 2),
    targetsAt: [0],
  });
  expect(columns.map((column) => [...column].map(Math.round))).toEqual([
    [0, 1],
    [0, 29],
    [180, -90],
  ]);
});

it('one thing is done at a time, and of those asked for meanwhile only the last', async () => {
  const done: number[] = [];
  let finish = (): void => {};
  const place = oneAtATime((target: number) => {
    done.push(target);
    return new Promise<void>((resolve) => (finish = resolve));
  });
  for (const target of [1, 2, 3]) place(target);
  expect(done).toEqual([1]);
  finish();
  await Promise.resolve();
  await Promise.resolve();
  expect(done).toEqual([1, 3]);
});
