import type { JointFrame } from '../../../contracts/arm.ts';
import type { Sent, Wish } from '../safety/guard.ts';
import type { JointState } from './joint-state.ts';

/** The joints as a window sees them. @param wish null while braking. @param sent null without torque */
export function jointFrames(states: readonly JointState[], wish: Wish | null, sent: Sent | null): JointFrame[] {
  return states.map(({ position_rad, faults: _, ...felt }, j) => ({
    ...felt,
    measured_rad: position_rad,
    commanded_rad: wish?.goals_rad[j] ?? null,
    sent_rad: sent?.goals_rad[j] ?? null,
    limitedBy: sent?.limitedBy[j] ?? null,
  }));
}
