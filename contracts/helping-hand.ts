import type { CalibrationEvent, CalibrationPrompt } from './arm-calibration.ts';
import { centreOf, type ArmDescription, type ArmJoint } from './arm-description.ts';

/** How far a joint is led to show its direction. */
const SHOW_rad = 0.4;
/** Where the table is in the way of a joint's high end, another joint makes room, rad. */
const ROOM: Readonly<Record<string, { readonly joint: string; readonly to_rad: number }>> = {
  shoulder_lift: { joint: 'elbow_flex', to_rad: -1.5 },
  elbow_flex: { joint: 'wrist_flex', to_rad: -1.6 },
};
/** Prompts, 25 a second, in which nothing moves: then the arm is where the hand led it. */
const STILL_prompts = 8;

/** A joint that was led from end to end has come so far of its travel; one that has not, is led again. */
const WHOLE_share = 0.98;
const MORE_sweeps = 2;

export interface Hand {
  /** Looks at what is asked for now, many times a second, and does it. */
  obey(prompt: CalibrationPrompt): void;
}

/**
 * A hand that calibrates a virtual arm as a person would: it goes on when the arm has come to rest where it led it.
 * @param lead moves the arm's joints to a pose, rad, in the time that takes
 * @param send confirms
 */
export function handFor(
  arm: ArmDescription,
  lead: (pose_rad: readonly number[]) => void,
  send: (event: CalibrationEvent) => void,
): Hand {
  const centre_rad = arm.joints.map(centreOf);
  /** What is done one after the other in the present step. */
  let plan: ((prompt: CalibrationPrompt) => void)[] = [];
  let doing = '';
  let last = '';
  let still = 0;

  const confirm = () => send({ type: 'confirm' });
  const leadTo = (pose_rad: readonly number[]) => () => lead(pose_rad);
  const centre = leadTo(centre_rad);

  function planFor({ step, shown }: CalibrationPrompt): typeof plan {
    if (shown) {
      const joint = arm.joints.findIndex(({ name }) => name === shown.joint);
      const away_rad = Math.sign(shown.towards_rad - centre_rad[joint]!) * SHOW_rad;
      return [leadTo(centre_rad.with(joint, centre_rad[joint]! + away_rad))];
    }
    if (step !== 'sweep') return step === 'review' ? [confirm] : [centre, confirm];
    return [...arm.joints.flatMap((joint, j) => sweepOf(joint, j)), centre, confirm];
  }

  /** @param more times that it is led again, if what moves the arm was held up and the arm seemed to be at rest */
  function sweepOf(described: ArmJoint, joint: number, more = MORE_sweeps): typeof plan {
    const { name, low_rad, high_rad, turnsFreely } = described;
    if (turnsFreely) return [];
    const room = ROOM[name];
    const other = arm.joints.findIndex(({ name }) => name === room?.joint);
    const start_rad = room && other >= 0 ? centre_rad.with(other, room.to_rad) : centre_rad;
    const look = ({ joints }: CalibrationPrompt): void => {
      const { swept_rad, expected_rad } = joints[joint]!;
      if (more > 0 && swept_rad < WHOLE_share * expected_rad) plan.unshift(...sweepOf(described, joint, more - 1));
    };
    const ends = [centre_rad.with(joint, low_rad), start_rad, start_rad.with(joint, high_rad), start_rad];
    return [...ends.map(leadTo), look];
  }

  return {
    obey(prompt) {
      const asked = `${prompt.step} ${prompt.shown?.joint}`;
      if (asked !== doing) {
        doing = asked;
        plan = planFor(prompt);
        still = STILL_prompts;
      } else {
        const seen = prompt.joints.map(({ position_ticks }) => position_ticks).join();
        still = seen === last ? still + 1 : 0;
        last = seen;
      }
      if (still < STILL_prompts) return;
      still = 0;
      plan.shift()?.(prompt);
    },
  };
}
