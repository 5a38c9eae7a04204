import { describe, expect, it } from 'vitest';
import { dampedLeastSquares } from '../damped-least-squares.ts';
import { along, pathThrough } from './path.ts';
import { Park } from './park.ts';
import { PolicyTargets } from './policy-targets.ts';
import { Recorder } from './recorder.ts';
import { Replay } from './replay.ts';

type Jacobian = Parameters<typeof dampedLeastSquares>[0];

const TICK_s = 0.02;
const at = (time_s: number, goals_rad: readonly number[] = []) => ({ time_s, tick_s: TICK_s, goals_rad });

describe('a path', () => {
  const path = pathThrough(
    [
      [0, 0],
      [1, 0.5],
      [1, -0.5],
    ],
    0.5,
  );

  it('takes as long as its fastest joint', () => expect(path.times_s).toEqual([0, 2, 4]));

  it('is straight, with its speed, and at rest at either end', () => {
    expect(along(path, 1)).toEqual({ goals_rad: [0.5, 0.25], speeds_radps: [0.5, 0.25] });
    expect(along(path, 3)).toEqual({ goals_rad: [1, 0], speeds_radps: [0, -0.5] });
    expect(along(path, -1)).toEqual({ goals_rad: [0, 0] });
    expect(along(path, 5)).toEqual({ goals_rad: [1, -0.5] });
  });
});

it('a replay goes slowly to where the recording begins, then at the recording’s own times', () => {
  const recording = { joints: ['a'], times_s: [0, 1, 2], poses_rad: [[1], [2], [2.5]] };
  const replay = new Replay(recording, [0.5], 2);
  expect(replay.wish(at(0.5)).goals_rad[0]).toBeCloseTo(0.75);
  expect(replay.wish(at(1.25)).goals_rad[0]).toBeCloseTo(1.5);
  expect(replay.wish(at(1.25)).speeds_radps![0]).toBeCloseTo(2);
  expect([replay.isDone(at(1.9)), replay.isDone(at(2.1))]).toEqual([false, true]);
});

it('a policy’s targets are reached when the next one is due', () => {
  const targets = new PolicyTargets([0]);
  expect(targets.wish(at(0.02)).goals_rad).toEqual([0]);
  targets.aim([0.08]);
  const first = [0.04, 0.06].map((time) => targets.wish(at(time)));
  targets.aim([0]);
  const second = [0.08, 0.1, 0.12].map((time) => targets.wish(at(time)));
  const goals = [...first, ...second].map(({ goals_rad }) => goals_rad[0]!);
  [0.04, 0.08, 0.04, 0, 0].forEach((goal, i) => expect(goals[i]).toBeCloseTo(goal, 9));
});

it('parking is done at rest, or when nothing helps', () => {
  const park = new Park([0], [[0.6]]);
  expect(park.isDone(at(1.1, [0.3]))).toBe(false);
  expect(park.isDone(at(1.1, [0.59]))).toBe(true);
  expect(park.isDone(at(3.1, [0.3]))).toBe(true);
  expect([park.isAtRest([0.3]), park.isAtRest([0.59])]).toEqual([false, true]);
});

it('a recorder starts at 0 and ends after ten minutes', () => {
  const recorder = new Recorder(['a']);
  expect(recorder.recording()).toBeNull();
  for (const time_s of [5, 6, 605, 606]) recorder.add(time_s, [time_s]);
  expect(recorder.recording()).toEqual({ joints: ['a'], times_s: [0, 1, 600], poses_rad: [[5], [6], [605]] });
});

describe('damped least squares', () => {
  it('moves the tool as wished where the joints can', () => {
    const jacobian: Jacobian = [
      [0.3, 0, 0.1, 0],
      [0, 0.4, 0, 0],
      [0.1, 0, -0.3, 0],
    ];
    const speeds = dampedLeastSquares(jacobian, [0.1, -0.05, 0.02]);
    const moved = jacobian.map((row) => row.reduce((sum, value, j) => sum + value * speeds[j]!, 0));
    [0.1, -0.05, 0.02].forEach((wished, axis) => expect(moved[axis]).toBeCloseTo(wished, 2));
    expect(speeds[3]).toBe(0);
  });

  it('does not race near a singular pose', () => {
    const jacobian: Jacobian = [
      [1e-4, 0],
      [0, 0.3],
      [0, 0],
    ];
    expect(Math.abs(dampedLeastSquares(jacobian, [0.1, 0, 0])[0]!)).toBeLessThan(0.1);
  });
});
