import { expect, it } from 'vitest';
import { so101 } from '../arms/so101.ts';
import { centreOf } from '../../../contracts/arm-description.ts';
import { advanceCalibration, beginCalibration, type Calibration } from './procedure.ts';
import { shownPose } from './shown-pose.ts';

const centre = so101.joints.map(centreOf);
const heard = (ticks: number) => ({ type: 'positions', actual_ticks: so101.joints.map(() => ticks) }) as const;
const CONFIRM = { type: 'confirm' } as const;
// Through the centre: a jump of more than half a turn would be the shorter way around.
const sweep = [1000, 2048, 3100, 2048].map(heard);
const swept = [heard(2048), CONFIRM, ...sweep, CONFIRM].reduce<Calibration>(
  advanceCalibration,
  beginCalibration(so101),
);

it('is the centre pose, until a direction is asked for', () => {
  expect(shownPose(beginCalibration(so101), 3)).toEqual(centre);
  expect(swept.step).toBe('sign');
  expect(shownPose(swept, 3)).toEqual(centre);
});

it('moves the joint in question towards its high end, and back', () => {
  const asked = advanceCalibration(swept, CONFIRM);
  const [pan, ...rest] = shownPose(asked, 1.25);
  expect(pan).toBeGreaterThan(centre[0]! + 0.5);
  expect(rest).toEqual(centre.slice(1));
  expect(shownPose(asked, 2.5)[0]).toBeCloseTo(centre[0]!);
});

it('is the arm itself when it is reviewed', () => {
  const signs = so101.joints.map((_, j) => (j === 2 ? -1 : 1));
  const review: Calibration = { ...swept, step: 'review', signs };
  const moved = advanceCalibration(review, heard(2148));
  const angle = (98 * 2 * Math.PI) / 4096;
  expect(shownPose(moved, 0)[0]).toBeCloseTo(centre[0]! + angle);
  expect(shownPose(moved, 0)[2]).toBeCloseTo(centre[2]! - angle);
});
