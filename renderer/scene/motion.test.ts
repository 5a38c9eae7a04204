import { Quaternion, Vector3 } from 'three';
import { expect, it } from 'vitest';
import { Motion } from './motion.ts';

/** One body at x, turned about z. */
function pose(x: number, angle_rad: number): Float32Array {
  const { x: qx, y: qy, z: qz, w } = new Quaternion().setFromAxisAngle(new Vector3(0, 0, 1), angle_rad);
  return Float32Array.of(x, 0, 0, qx, qy, qz, w);
}

function expectPose(actual: Float32Array, expected: Float32Array): void {
  expected.forEach((value, i) => expect(actual[i]).toBeCloseTo(value, 6));
}

/** Shows frames 40 ms apart from time 0 on until the pace is known. */
function film(): Motion {
  const motion = new Motion(1);
  motion.push(pose(0, 0), 0, true);
  for (let frame = 1; frame <= 12; frame++) {
    motion.push(pose(0, 0), 40 * frame, false);
    motion.advance(40 * frame + 39);
  }
  return motion;
}

it('shows a jump at once', () => {
  const motion = new Motion(1);
  motion.push(pose(1, 2), 0, true);
  expect(motion.advance(0)).toBe(false);
  expectPose(motion.poses, pose(1, 2));
});

it('moves and turns evenly in the time that frames take to come', () => {
  const motion = film();
  motion.push(pose(1, 1), 520, false);
  expect(motion.advance(520)).toBe(true);
  expectPose(motion.poses, pose(0, 0));
  expect(motion.advance(530)).toBe(true);
  const quarter = motion.poses.slice();
  expect(quarter[0]).toBeCloseTo(0.25, 2);
  expectPose(quarter, pose(quarter[0]!, quarter[0]!));
  expect(motion.advance(570)).toBe(false);
  expectPose(motion.poses, pose(1, 1));
});

it('starts from where the bodies are seen when a frame comes early', () => {
  const motion = film();
  motion.push(pose(1, 0), 520, false);
  motion.advance(540);
  const [seen] = motion.poses;
  motion.push(pose(2, 0), 540, false);
  motion.advance(540);
  expect(motion.poses[0]).toBe(seen);
});

it('makes a single step after a rest a short motion', () => {
  const motion = film();
  motion.push(pose(1, 0), 60_000, false);
  expect(motion.advance(60_040)).toBe(true);
  expect(motion.advance(60_100)).toBe(false);
});
