import type { ArmPosesFrame } from '../../../contracts/arm.ts';
import type { Twin } from '../../../sims/arms/twin.ts';
import type { Clock } from '../clock.ts';

/** As often as windows draw. */
const PERIOD_ms = 1000 / 30;

/** Sends where the twin's bodies are, no more often than that is drawn. */
export class PoseStream {
  readonly #twin: Twin;
  readonly #clock: Clock;
  readonly #send: (frame: ArmPosesFrame) => void;
  #due_ms = 0;

  constructor(twin: Twin, clock: Clock, send: (frame: ArmPosesFrame) => void) {
    this.#twin = twin;
    this.#clock = clock;
    this.#send = send;
  }

  /** Poses of the joints; null without torque. */
  show(measured_rad: readonly number[], commanded_rad: readonly number[] | null): void {
    const now_ms = this.#clock.now_ms();
    if (now_ms < this.#due_ms) return;
    this.#due_ms = now_ms + PERIOD_ms;
    this.#send({
      kind: 'arm-poses',
      measured: this.#twin.bodyPoses(measured_rad),
      commanded: commanded_rad && this.#twin.bodyPoses(commanded_rad),
      tool_m: this.#twin.toolPosition(measured_rad),
    });
  }
}
