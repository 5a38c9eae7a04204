import { SO101_ARM_JOINTS, SO101_HOME_rad } from '../../../sims/arms/so101.ts';
import { describeArm } from './describe-arm.ts';

/** In the order of the servos' ids. */
const JOINTS = [
  { name: 'shoulder_pan', low_rad: -1.92, high_rad: 1.92 },
  { name: 'shoulder_lift', low_rad: -1.745, high_rad: 1.745 },
  { name: 'elbow_flex', low_rad: -1.69, high_rad: 1.69 },
  { name: 'wrist_flex', low_rad: -1.658, high_rad: 1.658 },
  // Nothing but its cable stops the wrist, so its limits say nothing of its middle.
  { name: 'wrist_roll', low_rad: -2.744, high_rad: 2.841, turnsFreely: true, centre_rad: 0 },
  // A jaw that grips must not burn its motor.
  { name: 'gripper', low_rad: -0.175, high_rad: 1.745, grips: true, torqueLimit: 0.5 },
];

/** All but shut: a goal keeps away from the end of its travel. */
const JAW_REST_rad = -0.12;

export const so101 = describeArm({
  id: 'so101',
  title: 'SO-100 / SO-101 follower',
  joints: JOINTS.map((joint, j) => ({ ...joint, servoId: j + 1, servoModel: 'sts3215' })),
  twin: new URL('../../../sims/arms/so101-twin.xml', import.meta.url).href,
  policyJoints: [...SO101_ARM_JOINTS],
  park_rad: [
    [...SO101_HOME_rad, JAW_REST_rad],
    [0, -1.5, 1.4, 1.2, 0, JAW_REST_rad],
  ],
});
