import type { CalibrationPrompt } from '../../../contracts/arm-calibration.ts';
import { jointInQuestion, sweptAngle, type Calibration } from './procedure.ts';

/** What a person is asked to do now. */
export function promptOf(calibration: Calibration): CalibrationPrompt {
  const { arm, step, problem, positions, sweeps, signs } = calibration;
  const asked = step === 'sign' && calibration.signFrom !== null ? arm.joints[jointInQuestion(calibration)]! : null;
  return {
    step,
    problem,
    ...wordsOf(calibration, asked?.name ?? null),
    shown: asked && { joint: asked.name, towards_rad: asked.high_rad },
    joints: arm.joints.map(({ name, low_rad, high_rad, turnsFreely }, j) => ({
      name,
      position_ticks: positions[j]!,
      swept_rad: sweeps[j] ? sweptAngle(sweeps[j]) : 0,
      expected_rad: turnsFreely ? 0 : high_rad - low_rad,
      sign: signs[j]!,
    })),
  };
}

function wordsOf({ step, arm }: Calibration, asked: string | null): { title: string; text: string } {
  switch (step) {
    case 'centre':
      return {
        title: 'Centre pose',
        text: 'The servos are without torque. Put every joint in the middle of its travel, as the twin shows, and confirm.',
      };
    case 'sweep': {
      const free = arm.joints.filter(({ turnsFreely }) => turnsFreely).map(({ name }) => name);
      const except = free.length > 0 ? ` Leave out ${free.join(', ')}, which nothing stops.` : '';
      return {
        title: 'From end to end',
        text: `Move each joint slowly to its one end and to its other, then confirm.${except}`,
      };
    }
    case 'sign':
      return asked === null
        ? { title: 'Directions', text: 'Put the arm back in the centre pose, and confirm.' }
        : { title: 'Directions', text: `Move ${asked} the way the twin moves. Then it goes on by itself.` };
    case 'review':
      return {
        title: 'Review',
        text: 'Compare the arm with the twin, which follows it now. If both agree, confirm to save; if a joint runs the wrong way, do its direction again.',
      };
    case 'done':
      return { title: 'Saved', text: 'The arm is calibrated.' };
    case 'cancelled':
      return { title: 'Cancelled', text: 'Nothing was changed.' };
  }
}
