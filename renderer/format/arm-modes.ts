import type { ArmMode } from '../../contracts/arm.ts';

/** What a person reads of each mode. */
export const modeWords: Readonly<Record<ArmMode, { readonly title: string; readonly about: string }>> = {
  off: { title: 'Torque off', about: 'The arm can be moved by hand.' },
  hold: { title: 'Holding', about: 'The arm stands still, with torque.' },
  jog: { title: 'Jogging', about: 'The arm follows the sliders.' },
  teach: { title: 'Teaching', about: 'Torque is off; what the arm is led through is recorded.' },
  replay: { title: 'Replaying', about: 'The arm moves as it was taught.' },
  policy: { title: 'Policy', about: 'The arm follows a policy.' },
  parking: { title: 'Parking', about: 'The arm moves slowly to rest; then its torque goes off.' },
  damped: { title: 'Damped', about: 'The arm sinks while its servos resist.' },
};
