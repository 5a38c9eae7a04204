import type { JointFrame } from '../../../contracts/arm.ts';
import type { Sent, Wish } from '../safety/guard.ts';
import type { JointState } from './joint-state.ts';

/** The joints as a window sees them. @param wish null while braking. @param sent null without torque */
export function jointFrames(states: readonly JointState[], wish: Wish | null, sent: Sent | null): JointFrame[] {
  return states.map((state, j) => ({
    measured_rad: state.position_rad,
    velocity_radps: state.velocity_radps,
    load: state.load,
    current_A: state.current_A,
    voltage_V: state.voltage_V,
    temperature_degC: state.temperature_degC,
    silentTicks: state.silentTicks,
    commanded_rad: wish?.goals_rad[j] ?? null,
    sent_rad: sent?.goals_rad[j] ?? null,
    limitedBy: sent?.limitedBy[j] ?? null,
  }));
}
