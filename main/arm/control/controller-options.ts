import type { ArmFrame } from '../../../contracts/arm.ts';
import type { WorkbenchError } from '../../../contracts/errors.ts';
import type { Clock } from '../clock.ts';

export interface ControllerOptions {
  readonly clock: Clock;
  readonly rate_Hz: number;
  /** What happened at each tick. */
  readonly frame: (frame: ArmFrame) => void;
  /** The bus is gone: called once, and no tick follows. */
  readonly lost: (reason: WorkbenchError) => void;
}
