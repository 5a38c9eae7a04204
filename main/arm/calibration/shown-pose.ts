import { centreOf } from '../../../contracts/arm-description.ts';
import { jointInQuestion, type Calibration } from './procedure.ts';

/** A joint that is shown moves this far from the centre, and back, in this time. */
const SHOWN_rad = 0.7;
const PERIOD_s = 2.5;

/**
 * The pose (rad) that the twin shows: the centre pose, the movement whose direction is asked for, or, for the review, the
 * arm as it is measured.
 */
export function shownPose(calibration: Calibration, time_s: number): number[] {
  const { arm, step, signFrom, signs, sweeps, centres } = calibration;
  if (step === 'review' || step === 'done') {
    return arm.joints.map((joint, j) => {
      const { at, low, high, ticksPerTurn } = sweeps[j]!;
      const middle = joint.turnsFreely ? centres[j]! : (low + high) / 2;
      return centreOf(joint) + (signs[j]! * (at - middle) * 2 * Math.PI) / ticksPerTurn;
    });
  }
  const asked = step === 'sign' && signFrom !== null ? jointInQuestion(calibration) : -1;
  const share = (1 - Math.cos((2 * Math.PI * time_s) / PERIOD_s)) / 2;
  return arm.joints.map((joint, j) => {
    const centre_rad = centreOf(joint);
    return j === asked ? centre_rad + share * Math.min(SHOWN_rad, joint.high_rad - centre_rad) : centre_rad;
  });
}
