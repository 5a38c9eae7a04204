import type { JointCalibration } from '../../../contracts/arm-calibration.ts';
import type { ArmDescription } from '../../../contracts/arm-description.ts';
import type { PolicyNote } from '../../../contracts/arm-log.ts';
import type { ArmFrame } from '../../../contracts/arm.ts';
import type { WorkbenchError } from '../../../contracts/errors.ts';
import type { Twin } from '../../../sims/arms/twin.ts';
import type { ServoBus } from '../bus/servo-bus.ts';
import type { Clock } from '../clock.ts';
import { ArmDriver } from '../control/arm-driver.ts';
import { ArmController } from '../control/controller.ts';
import type { ArmLogWriter } from '../log/log-writer.ts';
import type { ArmLogs } from './arm-logs.ts';

export interface ArmAtWorkOptions {
  readonly clock: Clock;
  readonly rate_Hz: number;
  readonly logs: ArmLogs;
  readonly frame: (frame: ArmFrame) => void;
  /** A log that cannot be written. */
  readonly warn: (message: string) => void;
  /** The bus is gone: the system may never tell that a cable is, but the ticks do. */
  readonly lost: (reason: WorkbenchError) => void;
}

/** A calibrated arm whose ticks run, and the log of all that it does. */
export class ArmAtWork {
  readonly controller: ArmController;
  readonly #log: ArmLogWriter;
  #note: PolicyNote | null = null;

  /** Meets the arm; nothing moves. @throws as `ArmDriver.meet` */
  static async start(
    bus: ServoBus,
    arm: ArmDescription,
    joints: Readonly<Record<string, JointCalibration>>,
    twin: Twin,
    options: ArmAtWorkOptions,
  ): Promise<ArmAtWork> {
    return new ArmAtWork(await ArmDriver.meet(bus, arm, joints), twin, options);
  }

  private constructor(driver: ArmDriver, twin: Twin, { clock, rate_Hz, logs, frame, warn, lost }: ArmAtWorkOptions) {
    const log = logs.begin(driver.arm, rate_Hz, ({ message }) => warn(message));
    this.#log = log;
    this.controller = new ArmController(driver, twin, {
      clock,
      rate_Hz,
      frame: (tick) => {
        log.add(tick, this.#note);
        this.#note = null;
        frame(tick);
      },
      lost,
    });
  }

  /** Goes to the log with the next tick. */
  note(note: PolicyNote): void {
    this.#note = note;
  }

  /** Parks and releases where the bus still answers. */
  async close(): Promise<void> {
    await this.controller.close();
    await this.#log.close();
  }
}
