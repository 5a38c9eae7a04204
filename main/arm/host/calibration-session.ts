import type { CalibrationEvent, CalibrationPrompt, JointCalibration } from '../../../contracts/arm-calibration.ts';
import type { ArmDescription } from '../../../contracts/arm-description.ts';
import { servosOf } from '../arms/describe-arm.ts';
import type { ServoBus } from '../bus/servo-bus.ts';
import { actualPosition } from '../calibration/actual-position.ts';
import {
  advanceCalibration,
  beginCalibration,
  calibratedJoints,
  type Calibration,
  type ProcedureEvent,
} from '../calibration/procedure.ts';
import { promptOf } from '../calibration/prompt.ts';
import { shownPose } from '../calibration/shown-pose.ts';
import type { Clock } from '../clock.ts';
import { Ticker } from '../control/ticker.ts';

const PERIOD_ms = 40;

export interface CalibrationEvents {
  /** @param shown_rad the pose that the twin shows */
  prompt(prompt: CalibrationPrompt, shown_rad: readonly number[]): void;
  /** It is over; null if it was cancelled. The arm's servos are as they were. */
  ended(joints: Record<string, JointCalibration> | null): void;
}

/** Runs the guided calibration on an arm whose torque is off. */
export class CalibrationSession {
  readonly #bus: ServoBus;
  readonly #arm: ArmDescription;
  readonly #offsets: readonly number[];
  readonly #events: CalibrationEvents;
  readonly #clock: Clock;
  readonly #ticker: Ticker;
  #state: Calibration;

  private constructor(
    bus: ServoBus,
    arm: ArmDescription,
    offsets: readonly number[],
    clock: Clock,
    events: CalibrationEvents,
  ) {
    this.#bus = bus;
    this.#arm = arm;
    this.#offsets = offsets;
    this.#events = events;
    this.#clock = clock;
    this.#state = beginCalibration(arm);
    this.#ticker = new Ticker(clock, PERIOD_ms, () => this.#look());
  }

  /** Switches torque off, and begins. @throws as the bus does, naming the servo */
  static async begin(
    bus: ServoBus,
    arm: ArmDescription,
    clock: Clock,
    events: CalibrationEvents,
  ): Promise<CalibrationSession> {
    const models = servosOf(arm);
    const offsets: number[] = [];
    for (const [j, { servoId }] of arm.joints.entries()) {
      await bus.write(servoId, 'torqueEnable', 0);
      offsets.push(models[j]!.registers.homingOffset ? await bus.read(servoId, 'homingOffset') : 0);
    }
    return new CalibrationSession(bus, arm, offsets, clock, events);
  }

  handle(event: CalibrationEvent): void {
    this.#advance(event);
  }

  async close(): Promise<void> {
    await this.#ticker.stop();
  }

  async #look(): Promise<void> {
    const models = servosOf(this.#arm);
    const ids = this.#arm.joints.map(({ servoId }) => servoId);
    // A bus that is gone is told of by whoever opened it.
    const present = await this.#bus.syncRead(ids, 'presentPosition').catch(() => ids.map(() => null));
    const actual_ticks = present.map((ticks, j) =>
      ticks === null ? null : actualPosition(models[j]!, ticks, this.#offsets[j]!),
    );
    this.#advance({ type: 'positions', actual_ticks });
  }

  #advance(event: ProcedureEvent): void {
    const wasOver = isOver(this.#state);
    this.#state = advanceCalibration(this.#state, event);
    if (wasOver) return;
    this.#events.prompt(promptOf(this.#state), shownPose(this.#state, this.#clock.now_ms() / 1000));
    if (!isOver(this.#state)) return;
    void this.#ticker.stop();
    this.#events.ended(this.#state.step === 'done' ? calibratedJoints(this.#state) : null);
  }
}

function isOver({ step }: Calibration): boolean {
  return step === 'done' || step === 'cancelled';
}
