import type { ArmFrame, JointFrame } from '../../../contracts/arm.ts';
import type { PolicyNote } from '../../../contracts/arm-log.ts';

/** An arm at one tick, as far as a policy and whoever looks after it need to know. */
export interface Moment extends Pick<ArmFrame, 'time_s' | 'mode' | 'faults' | 'ticks'> {
  readonly joints: readonly Pick<JointFrame, 'measured_rad' | 'velocity_radps' | 'sent_rad'>[];
}

/** What a policy moves: an arm behind its host, or the twin in a dry run. */
export interface DeployedArm {
  /** As it was last seen; null before it was. */
  readonly moment: Moment | null;
  /** The name of the log that tells of it, since torque came on; null without one. */
  readonly log: string | null;
  /** The one who is told of every tick from now on; nobody by null. */
  onMoment(receive: ((moment: Moment) => void) | null): void;
  /** Switches torque on, where the arm is. */
  engage(): Promise<void>;
  /**
   * Where the policy's joints shall be one control step from now, rad.
   * @param note goes to the arm's log
   * @throws WorkbenchError `cancelled` if someone stopped the arm meanwhile
   */
  aim(targets_rad: readonly number[], note: PolicyNote | null): Promise<void>;
  /** A sign of life of a policy that waits for the next tick. */
  alive(): void;
  /** Brakes and stands still. */
  hold(): Promise<void>;
}
