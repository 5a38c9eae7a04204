import type { ServoFault } from '../servos/servo-model.ts';

/** What to do about what a servo reports of itself. */
export const servoFaultRemedies: Readonly<Record<ServoFault, string>> = {
  voltage: 'Check that the supply has the voltage that the servo is made for, and its plug.',
  encoder: 'Switch the power off and on; if it comes again, the servo must be exchanged.',
  overheating: 'Let the servo cool down; look for a joint that is stiff or pushes against something.',
  overcurrent: 'Take away what the joint pushes against, then switch the power off and on.',
  overload:
    'Take away what the joint pushes against, then park and release the arm. If that does not help, switch its power off and on.',
  shock: 'Look for damage, then switch the power off and on.',
};
