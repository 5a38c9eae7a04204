import { describeArm } from './describe-arm.ts';

/** In the order of the servos' ids; the SO-101's names, since Koch's arm came before it and LeRobot names both alike. */
const JOINTS = [
  { name: 'shoulder_pan', servoModel: 'xl430-w250', low_rad: -2.2, high_rad: 2.2 },
  { name: 'shoulder_lift', servoModel: 'xl430-w250', low_rad: -1.57, high_rad: 1.2 },
  { name: 'elbow_flex', servoModel: 'xl330-m288', low_rad: -1.57, high_rad: 1.45 },
  { name: 'wrist_flex', servoModel: 'xl330-m288', low_rad: -1.8, high_rad: 1.8 },
  { name: 'wrist_roll', servoModel: 'xl330-m288', low_rad: -3, high_rad: 3, turnsFreely: true },
  { name: 'gripper', servoModel: 'xl330-m288', low_rad: -0.03, high_rad: 1.6, grips: true, torqueLimit: 0.5 },
];

export const koch = describeArm({
  id: 'koch',
  title: 'Koch v1.1 follower',
  joints: JOINTS.map((joint, j) => ({ ...joint, servoId: j + 1 })),
  twin: new URL('../../../sims/arms/koch-twin.xml', import.meta.url).href,
  policyJoints: JOINTS.slice(0, 5).map(({ name }) => name),
  park_rad: [
    [0, -0.8, 0.6, 0.7, 0, 0],
    [0, -1.4, 1.2, 0.6, 0, 0],
  ],
});
