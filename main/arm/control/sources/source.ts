import type { ArmMode } from '../../../../contracts/arm.ts';
import type { Wish } from '../../safety/guard.ts';

/** What a source of commands may look at. */
export interface SourceInput {
  /** Since the source took over, at the end of the coming tick. */
  readonly time_s: number;
  readonly tick_s: number;
  /** As they were last sent. */
  readonly goals_rad: readonly number[];
}

/** What moves an arm, tick by tick. */
export interface Source {
  readonly mode: ArmMode;
  /** Whether someone must be heard all the while, or the arm brakes. */
  readonly isCommanded: boolean;
  /** Where the arm shall be at the end of the tick; null to brake. */
  wish(input: SourceInput): Wish | null;
  /** Whether it has done what it was for: then the arm holds. */
  isDone?(input: SourceInput): boolean;
}
