import type { DeployFrame, DeployRequest, DeployTiming } from '../../../contracts/deploy.ts';
import type { Clock } from '../clock.ts';
import { POLICY_PERIOD_s } from '../control/sources/policy-targets.ts';
import { GhostBudget } from './ghost-budget.ts';
import type { PolicyOnArm } from './policy-on-arm.ts';
import type { Acted } from './policy-step.ts';

/** A person whose window takes no frame for so long does not see what the arm does. */
const UNSEEN_ms = 1_000;
const LATE_ms = 1500 * POLICY_PERIOD_s;

/** What whoever watches a deployment sees of it: one frame at a time. */
export class DeployView {
  readonly #on: PolicyOnArm;
  readonly #request: DeployRequest;
  readonly #send: (frame: DeployFrame) => Promise<void>;
  readonly #clock: Clock;
  readonly #ghosts: GhostBudget;
  #timing: DeployTiming | null = null;
  #late = 0;
  /** When the frame that is under way was sent; null if it was taken. */
  #waiting_ms: number | null = null;
  /** It was not sent, since the last one was under way. */
  #next: DeployFrame | null = null;

  constructor(on: PolicyOnArm, request: DeployRequest, send: (frame: DeployFrame) => Promise<void>, clock: Clock) {
    this.#on = on;
    this.#request = request;
    this.#send = send;
    this.#clock = clock;
    this.#ghosts = new GhostBudget(on.robotBodies);
  }

  get isUnseen(): boolean {
    return this.#waiting_ms !== null && this.#clock.now_ms() > this.#waiting_ms + UNSEEN_ms;
  }

  /** How punctual a step is, the moment that its command leaves. @param period_s since the one before, if there was one */
  time(period_s: number, arrived_ms: number, decide_ms: number): DeployTiming {
    const period_ms = Number.isFinite(period_s) ? 1000 * period_s : 1000 * POLICY_PERIOD_s;
    if (period_ms > LATE_ms) this.#late++;
    return (this.#timing = { period_ms, decide_ms, latency_ms: this.#clock.now_ms() - arrived_ms, late: this.#late });
  }

  /** Shows the present moment; while the last one is under way, the latest waits. */
  show(present: Omit<DeployFrame, 'kind' | 'run' | 'isDryRun' | 'decision' | 'timing'>, acted: Acted | null): void {
    const { run, dryRun } = this.#request;
    const decision = acted && this.#waiting_ms === null ? this.#withGhosts(acted) : (acted?.decision ?? null);
    this.#post({ kind: 'deploy', run, isDryRun: dryRun, ...present, decision, timing: this.#timing });
  }

  #withGhosts({ decision }: Acted) {
    const ghosts = this.#ghosts.imagine(this.#on.posed.environment, decision, this.#request);
    return { ...decision, ghosts };
  }

  #post(frame: DeployFrame): void {
    if (this.#waiting_ms !== null) {
      this.#next = frame;
      return;
    }
    this.#waiting_ms = this.#clock.now_ms();
    const taken = () => {
      this.#waiting_ms = null;
      const next = this.#next;
      this.#next = null;
      if (next) this.#post(next);
    };
    void this.#send(frame).then(taken, taken);
  }
}
