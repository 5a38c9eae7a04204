import type { ServoFault } from '../servos/servo-model.ts';

/** What a joint felt when it was last heard. */
export interface JointState {
  readonly position_rad: number;
  readonly velocity_radps: number;
  readonly load: number | null;
  readonly current_A: number | null;
  readonly voltage_V: number;
  readonly temperature_degC: number;
  readonly faults: readonly ServoFault[];
  /** Ticks since then. */
  readonly silentTicks: number;
}
