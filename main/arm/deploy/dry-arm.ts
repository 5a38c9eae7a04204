import type { ArmDescription } from '../../../contracts/arm-description.ts';
import type { ArmMode } from '../../../contracts/arm.ts';
import type { Twin } from '../../../sims/arms/twin.ts';
import { Physics, type DrivenJointAddress } from '../../../sims/physics/physics.ts';
import type { Clock } from '../clock.ts';
import { poseTowards } from '../control/policy-joints.ts';
import { PolicyTargets } from '../control/sources/policy-targets.ts';
import { Ticker } from '../control/ticker.ts';
import { Guard } from '../safety/guard.ts';
import { describedLimits, within } from '../safety/limits-of.ts';
import type { DeployedArm, Moment } from './deployed-arm.ts';

const TICK_s = 0.02;

/** An arm that is simulated, in real time and under the same rules as a real one: nothing is sent. */
export class DryArm implements DeployedArm {
  readonly log = null;
  readonly #arm: ArmDescription;
  readonly #physics: Physics;
  readonly #guard: Guard;
  readonly #joints: readonly DrivenJointAddress[];
  readonly #ticker: Ticker;
  #targets: PolicyTargets | null = null;
  #sourceTime_s = 0;
  #time_s = 0;
  #moment: Moment;
  #receive: ((moment: Moment) => void) | null = null;

  /** @param model file URL of the MJCF, with the arm's joints and an actuator for each. @param start_rad where it stands */
  static async start(
    arm: ArmDescription,
    twin: Twin,
    model: string,
    start_rad: readonly number[],
    clock: Clock,
  ): Promise<DryArm> {
    return new DryArm(arm, twin, await Physics.load(model), start_rad, clock);
  }

  private constructor(arm: ArmDescription, twin: Twin, physics: Physics, start_rad: readonly number[], clock: Clock) {
    const limits = describedLimits(arm);
    const pose_rad = within(limits, start_rad);
    this.#arm = arm;
    this.#physics = physics;
    this.#guard = new Guard(twin, limits, TICK_s, pose_rad);
    this.#joints = arm.joints.map(({ name }) => physics.drivenJoint(name));
    this.#joints.forEach(({ qpos, ctrl }, j) => (physics.qpos[qpos] = physics.ctrl[ctrl] = pose_rad[j]!));
    physics.forward();
    this.#ticker = new Ticker(clock, 1000 * TICK_s, async () => this.#tick());
    this.#moment = this.#look('hold');
  }

  get moment(): Moment {
    return this.#moment;
  }

  onMoment(receive: ((moment: Moment) => void) | null): void {
    this.#receive = receive;
  }

  async engage(): Promise<void> {}

  async aim(targets_rad: readonly number[]): Promise<void> {
    const goals_rad = this.#guard.goals_rad;
    if (!this.#targets) {
      this.#targets = new PolicyTargets(goals_rad);
      this.#sourceTime_s = 0;
    }
    this.#targets.aim(poseTowards(this.#arm, targets_rad, goals_rad));
  }

  alive(): void {}

  async hold(): Promise<void> {
    this.#targets = null;
  }

  async close(): Promise<void> {
    await this.#ticker.stop();
    this.#physics.dispose();
  }

  #tick(): void {
    const moment = this.#look(this.#targets ? 'policy' : 'hold');
    this.#sourceTime_s += TICK_s;
    const input = { time_s: this.#sourceTime_s, tick_s: TICK_s, goals_rad: this.#guard.goals_rad };
    const measured_rad = moment.joints.map((joint) => joint.measured_rad);
    const { goals_rad } = this.#guard.step(this.#targets?.wish(input) ?? null, measured_rad);
    this.#joints.forEach(({ ctrl }, j) => (this.#physics.ctrl[ctrl] = goals_rad[j]!));
    this.#moment = { ...moment, joints: moment.joints.map((joint, j) => ({ ...joint, sent_rad: goals_rad[j]! })) };
    this.#receive?.(this.#moment);
    this.#physics.step(Math.round(TICK_s / this.#physics.timestep_s));
    this.#time_s += TICK_s;
  }

  #look(mode: ArmMode): Moment {
    const { qpos, qvel, ctrl } = this.#physics;
    const joints = this.#joints.map((joint) => ({
      measured_rad: qpos[joint.qpos]!,
      velocity_radps: qvel[joint.qvel]!,
      sent_rad: ctrl[joint.ctrl]!,
    }));
    return { time_s: this.#time_s, mode, joints, faults: [], ticks: this.#ticker.statistics() };
  }
}
