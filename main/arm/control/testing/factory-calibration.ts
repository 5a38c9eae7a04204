import type { JointCalibration } from '../../../../contracts/arm-calibration.ts';
import type { ArmDescription } from '../../../../contracts/arm-description.ts';

const TICKS_PER_RAD = 4096 / (2 * Math.PI);

/** The calibration of an arm whose servos are in the middle of their turn in the twin's zero pose. */
export function factoryCalibration({ joints }: ArmDescription): Record<string, JointCalibration> {
  const calibrated = joints.map(({ name, servoId, turnsFreely, low_rad, high_rad }): [string, JointCalibration] => {
    const ends = turnsFreely ? [-Math.PI, Math.PI] : [low_rad, high_rad];
    const [low_ticks, high_ticks] = ends.map((angle) => Math.round(2048 + angle * TICKS_PER_RAD)) as [number, number];
    return [name, { servoId, sign: 1, homingOffset_ticks: 0, low_ticks, high_ticks }];
  });
  return Object.fromEntries(calibrated);
}
