import type { Deployed, DeployFrame, HoldReason, Point } from '../../../contracts/deploy.ts';
import { WorkbenchError } from '../../../contracts/errors.ts';
import type { EnvironmentState } from '../../../sims/environment.ts';
import { POLICY_PERIOD_s } from '../control/sources/policy-targets.ts';
import { Ticker } from '../control/ticker.ts';
import type { Moment } from './deployed-arm.ts';
import { DeployedEpisode } from './deployed-episode.ts';
import { DeployView } from './deploy-view.ts';
import type { DeploymentOptions } from './deployment-options.ts';
import { MotionRecord } from './motion-record.ts';
import { PolicyStep, type Acted } from './policy-step.ts';
import { Raise } from './raise.ts';

/** Steps in a row at the target, braked, after which the arm is at rest there. */
const SETTLED_steps = 8;

/**
 * A policy that moves an arm: at every control step it looks where the arm is and says where its joints shall be one
 * step later. It begins where its task does, and holds at its target.
 */
export class Deployment {
  readonly record: MotionRecord;
  readonly #options: DeploymentOptions;
  readonly #policy: PolicyStep;
  readonly #view: DeployView;
  readonly #episode: DeployedEpisode;
  #state: Extract<DeployFrame['state'], 'idle' | 'running' | 'held' | 'fault'> = 'idle';
  #held: HoldReason | null = null;
  #fault: WorkbenchError | null = null;
  #raise: Raise | null = null;
  #target_m: Point;
  #settled = 0;
  #rest_rad: readonly number[] = [];
  /** Time of the last control step. */
  #step_s = -Infinity;
  #last: Moment | null = null;
  #isStepping = false;
  #heartbeat: Ticker | null = null;

  constructor(options: DeploymentOptions) {
    const { on, policy, request, show, kept, clock } = options;
    this.record = new MotionRecord(on.arm);
    this.#options = options;
    this.#policy = new PolicyStep(on, policy.parameters);
    this.#view = new DeployView(on, request, show, clock);
    this.#episode = new DeployedEpisode(on, policy, request, kept);
    this.#target_m = request.target_m;
  }

  /** Switches torque on, and lets the policy move an arm that was seen. @throws WorkbenchError of the arm */
  async start(): Promise<void> {
    const { arm, clock } = this.#options;
    await arm.engage();
    const moment = arm.moment!;
    this.#raise = Raise.of(this.#options.on.arm, moment);
    this.#policy.look(moment, null, this.#target_m);
    this.#move();
    arm.onMoment((moment) => void this.#look(moment));
    // When ticks are late, the policy has nothing to decide about, but it is there; one that thinks for too long is not.
    this.#heartbeat = new Ticker(clock, 1000 * POLICY_PERIOD_s, async () => {
      if (this.#state === 'running' && !this.#isStepping) arm.alive();
    });
  }

  /** Puts the target elsewhere: an arm that held at the last one goes on. */
  async place(target_m: Point): Promise<void> {
    this.#target_m = target_m;
    this.#aimAnew();
    if (this.#held === 'reached' || this.#held === 'step-limit') await this.continue();
  }

  /** Brakes, and stands still until it is let on. */
  async hold(reason: HoldReason = 'paused'): Promise<void> {
    if (this.#state !== 'running') return;
    this.#state = 'held';
    this.#held = reason;
    this.#show(null);
    await this.#options.arm.hold();
    this.#keep(reason);
  }

  /** Goes on after a hold, or after what a fault told of was put right. @throws WorkbenchError of the arm */
  async continue(): Promise<void> {
    if (this.#state !== 'held' && this.#state !== 'fault') return;
    await this.#options.arm.engage();
    this.#aimAnew();
    this.#move();
  }

  /** The arm stands still. */
  async end(): Promise<void> {
    const { arm } = this.#options;
    arm.onMoment(null);
    await this.#heartbeat?.stop();
    const wasRunning = this.#state === 'running';
    this.#state = 'idle';
    if (wasRunning) await arm.hold();
    this.#keep('ended');
    this.#show(null);
  }

  /** It cannot go on: it was stopped, or what drives it is gone. */
  fail(error: WorkbenchError): void {
    if (this.#state === 'idle') return;
    this.#state = 'fault';
    this.#fault = error;
    this.#show(null);
    this.#keep('fault', error.message);
  }

  #move(): void {
    this.#state = 'running';
    this.#held = this.#fault = null;
    this.#step_s = -Infinity;
    this.record.cut();
    this.#policy.begin();
    this.#show(null);
  }

  #aimAnew(): void {
    this.#policy.restart();
    this.#settled = 0;
    this.record.cut();
  }

  async #look(moment: Moment): Promise<void> {
    const [fault] = moment.faults;
    if (fault && this.#state !== 'fault') {
      this.fail(new WorkbenchError('refused', fault.cause, fault.remedy));
    }
    if (this.#state === 'running' && !this.#raise) this.record.add(moment);
    if (this.#view.isUnseen) await this.hold('unseen').catch(() => {});
    // Ticks fall around the control step's time: the nearest is meant.
    const before = this.#last;
    this.#last = moment;
    const isDue = moment.time_s + moment.ticks.period_ms / 2000 >= this.#step_s + POLICY_PERIOD_s;
    if (!isDue || this.#isStepping) return;
    this.#isStepping = true;
    try {
      await this.#step(moment, before);
    } catch (error) {
      this.#stopped(WorkbenchError.from(error));
    }
    this.#isStepping = false;
  }

  async #step(moment: Moment, before: Moment | null): Promise<void> {
    const arrived_ms = this.#options.clock.now_ms();
    const period_s = moment.time_s - this.#step_s;
    this.#step_s = moment.time_s;
    this.#policy.look(moment, before, this.#target_m);
    if (this.#state !== 'running') return this.#show(null);
    if (this.#raise) return this.#rise(this.#raise, moment);
    this.#settled = this.#policy.isAtTarget ? this.#settled + 1 : 0;
    if (this.#settled >= SETTLED_steps) return this.hold('reached');
    if (this.#policy.isOver && !this.#policy.isAtTarget) return this.hold('step-limit');
    if (this.#settled > 0) return this.#stay(moment);

    const acted = await this.#policy.decide();
    // Meanwhile a person may have stopped it.
    if (this.#state !== 'running') return;
    const timing = this.#view.time(period_s, arrived_ms, acted.decide_ms);
    const sent = this.#options.arm.aim(acted.targets_rad, this.#policy.note(this.#target_m, acted, timing.latency_ms));
    this.#show(acted);
    this.#record(moment, acted.state, true);
    await sent;
  }

  /** Brakes, to see whether the arm rests at its target; the policy would go on to dither around it. */
  async #stay(moment: Moment): Promise<void> {
    if (this.#settled === 1) this.#rest_rad = this.#policy.rest_rad;
    await this.#options.arm.aim(this.#rest_rad, null);
    this.#record(moment, this.#policy.rest(), false);
    this.#show(null);
  }

  async #rise(raise: Raise, moment: Moment): Promise<void> {
    const targets_rad = raise.next(moment, POLICY_PERIOD_s);
    if (targets_rad) await this.#options.arm.aim(targets_rad, null);
    else this.#raise = null;
    this.#show(null);
  }

  /** Someone stopped the arm, or it cannot be moved. */
  #stopped(error: WorkbenchError): void {
    if (this.#state !== 'running') return;
    if (error.code !== 'cancelled') return this.fail(error);
    this.#state = 'held';
    this.#held = 'paused';
    this.#keep('paused');
  }

  #record({ time_s }: Moment, state: EnvironmentState, acted: boolean): void {
    const { distance_m, poses: measured, commanded } = this.#policy.seen;
    this.#episode.add({ time_s, state, acted, measured, commanded, distance_m });
  }

  #keep(end: Deployed['end'], fault = ''): void {
    try {
      this.#episode.end(end, fault, this.#options.arm.log);
    } catch (error) {
      this.#options.warn(`What the arm did was not recorded. ${(error as Error).message}`);
    }
  }

  #show(acted: Acted | null): void {
    const { request, checks } = this.#options;
    const isMoving = this.#state === 'running';
    this.#view.show(
      {
        state: isMoving && request.dryRun ? 'dry-run' : this.#state,
        checks,
        held: this.#held,
        fault: this.#fault && withoutStack(this.#fault),
        isRaising: isMoving && this.#raise !== null,
        target_m: this.#target_m,
        ...this.#policy.seen,
      },
      acted,
    );
  }
}

function withoutStack({ code, message, remedy }: WorkbenchError) {
  return { code, message, remedy };
}
