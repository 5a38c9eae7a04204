import type { ArmMode, Recording } from '../../../contracts/arm.ts';
import { WorkbenchError } from '../../../contracts/errors.ts';
import type { Twin } from '../../../sims/arms/twin.ts';
import { CommandWatch } from '../safety/command-timeout.ts';
import { FaultLatch } from '../safety/fault-latch.ts';
import { blockedPark, silentCommander, unsoundCommand, type Finding } from '../safety/findings.ts';
import { Guard, isSound, type Sent, type Wish } from '../safety/guard.ts';
import { HealthWatch } from '../safety/health-watch.ts';
import type { JointLimits } from '../safety/joint-motion.ts';
import { limitsOf, within } from '../safety/limits-of.ts';
import type { ArmDriver } from './arm-driver.ts';
import type { ControllerOptions } from './controller-options.ts';
import { jointFrames } from './joint-frames.ts';
import { brake, holdAt } from './sources/hold.ts';
import { Park } from './sources/park.ts';
import { Recorder } from './sources/recorder.ts';
import type { Source, SourceInput } from './sources/source.ts';
import { Ticker } from './ticker.ts';

/**
 * Runs an arm: at every tick it reads the joints, looks after them, asks the present source where to go, and sends what
 * the guard allows. Its methods reject with `refused` while a fault is latched, or where the mode does not fit.
 */
export class ArmController {
  readonly #driver: ArmDriver;
  readonly #twin: Twin;
  readonly #options: ControllerOptions;
  readonly #tick_s: number;
  readonly #limits: readonly JointLimits[];
  readonly #latch = new FaultLatch();
  readonly #health: HealthWatch;
  readonly #commands: CommandWatch;
  readonly #ticker: Ticker;
  readonly #start_ms: number;
  /** While torque is on. */
  #guard: Guard | null = null;
  #source: Source = brake;
  #sourceTime_s = 0;
  #withoutTorque: Extract<ArmMode, 'off' | 'teach' | 'damped'> = 'off';
  #recorder: Recorder | null = null;
  #parked: (isAtRest: boolean) => void = () => {};
  #isLost = false;

  constructor(driver: ArmDriver, twin: Twin, options: ControllerOptions) {
    this.#driver = driver;
    this.#twin = twin;
    this.#options = options;
    this.#tick_s = 1 / options.rate_Hz;
    this.#limits = limitsOf(driver.arm, driver.travels_rad);
    this.#start_ms = options.clock.now_ms();
    this.#health = new HealthWatch(driver.arm, driver.states, this.#tick_s, this.#time_s());
    this.#commands = new CommandWatch(this.#start_ms);
    this.#ticker = new Ticker(options.clock, 1000 * this.#tick_s, (late_ms) => this.#tick(late_ms));
  }

  get mode(): ArmMode {
    return this.#guard ? this.#source.mode : this.#withoutTorque;
  }

  get arm() {
    return this.#driver.arm;
  }

  /** Where the goals are, or without torque the joints, rad. */
  get pose_rad(): readonly number[] {
    return this.#guard?.goals_rad ?? this.#driver.positions_rad;
  }

  /** Switches torque on where the arm is, and holds. */
  async engage(): Promise<void> {
    this.#latch.refuseMotion();
    if (!this.#guard) await this.#engage();
  }

  async #engage(): Promise<void> {
    const present_rad = await this.#driver.engage();
    this.#guard = new Guard(this.#twin, this.#limits, this.#tick_s, present_rad);
    this.#recorder = null;
    this.#take(brake);
  }

  /** Lets a source move the arm; whoever commands is heard by this. */
  move(source: Source): void {
    this.#latch.refuseMotion();
    if (!this.#guard) throw notEngaged(this.mode);
    if (this.mode === 'parking') throw new WorkbenchError('refused', 'The arm is parking.', 'Stop it first: hold.');
    this.heard();
    if (source !== this.#source) this.#take(source);
  }

  heard(): void {
    this.#commands.heard(this.#options.clock.now_ms());
  }

  /** Switches torque off and records how the arm is led; a person must hold it. */
  async teach(): Promise<void> {
    await this.#release('teach');
    this.#recorder = new Recorder(this.arm.joints.map(({ name }) => name));
  }

  /** Ends `teach`. @returns null if nothing was recorded */
  endTeaching(): Recording | null {
    if (this.mode === 'teach') this.#withoutTorque = 'off';
    const recording = this.#recorder?.recording() ?? null;
    this.#recorder = null;
    return recording;
  }

  /** Brakes and stands still, with torque. */
  hold(): void {
    this.#take(brake);
  }

  /** Lets the arm sink while its servos resist. @throws WorkbenchError `unsupported` */
  async damp(): Promise<void> {
    await this.#driver.damp();
    this.#letGo('damped');
  }

  /** Moves slowly to rest, then releases. @returns whether it came to rest; if not, it holds, and a fault tells why */
  park(): Promise<boolean> {
    if (!this.#guard) return Promise.resolve(true);
    const poses_rad = this.arm.park_rad.map((pose) => within(this.#limits, pose));
    this.#take(new Park(this.#guard.goals_rad, poses_rad));
    return new Promise((resolve) => (this.#parked = resolve));
  }

  /** An arm that had torque has it afterwards, where it is now: servos that were without power let go meanwhile. */
  async clearFaults(): Promise<void> {
    this.#latch.clear();
    if (!this.#guard || (await this.#driver.hasTorque())) return;
    this.#letGo('off');
    await this.#engage();
  }

  /** Parks and releases where the bus still answers, and ends. */
  async close(): Promise<void> {
    if (!this.#isLost && this.#guard && !(await this.park())) await this.#surrender();
    await this.#ticker.stop();
  }

  async #tick(late_ms: number): Promise<void> {
    try {
      const states = await this.#driver.read();
      const goals_rad = this.#guard?.goals_rad ?? null;
      const clock = { now_s: this.#time_s(), late_s: late_ms / 1000 };
      for (const finding of this.#health.observe(states, goals_rad, clock)) this.#raise(finding);
      this.#refuseSilence(late_ms);
      const commanded = this.#guard && (await this.#move(this.#guard));
      this.#recorder?.add(this.#time_s(), this.#driver.positions_rad);
      this.#report(commanded);
    } catch (error) {
      this.#fail(WorkbenchError.from(error));
    }
  }

  async #move(guard: Guard): Promise<{ wish: Wish | null; sent: Sent }> {
    this.#sourceTime_s += this.#tick_s;
    const input = { time_s: this.#sourceTime_s, tick_s: this.#tick_s, goals_rad: guard.goals_rad };
    const source = this.#source;
    const wish = source.wish(input);
    if (wish && !isSound(wish, this.arm.joints.length)) this.#raise(unsoundCommand(wish, this.arm.joints.length));
    const sent = guard.step(wish, this.#driver.positions_rad);
    await this.#driver.send(sent.goals_rad);
    // Meanwhile someone may have stopped it.
    if (this.#source === source && source.isDone?.(input)) await this.#finish(source, input, sent);
    return { wish, sent };
  }

  async #finish(source: Source, input: SourceInput, { obstacle }: Sent): Promise<void> {
    if (!(source instanceof Park)) return this.#take(brake);
    const isAtRest = source.isAtRest(input.goals_rad);
    const parked = this.#parked;
    this.#parked = () => {};
    if (isAtRest) await this.#release('off');
    else this.#raise(blockedPark(obstacle));
    parked(isAtRest);
  }

  #refuseSilence(late_ms: number): void {
    if (!this.#guard || !this.#source.isCommanded) return;
    if (!this.#commands.isSilent(this.#options.clock.now_ms(), 1000 * this.#tick_s, late_ms)) return;
    // A motion at its end may be left; a policy could go on by itself after its silence.
    if (this.#guard.isAtRest && this.mode !== 'policy') return this.#take(brake);
    this.#raise(silentCommander(this.mode));
  }

  /** Every fault stops the arm; only what was on its way to rest goes on. */
  #raise(finding: Finding): void {
    if (!this.#latch.raise(finding)) return;
    if (finding.code === 'stalled') this.#take(holdAt(this.#driver.positions_rad));
    else if (this.mode !== 'parking' || finding.code === 'park-blocked') this.#take(brake);
  }

  #take(source: Source): void {
    this.#parked(false);
    this.#parked = () => {};
    this.#source = source;
    this.#sourceTime_s = 0;
  }

  async #release(mode: 'off' | 'teach'): Promise<void> {
    await this.#driver.release();
    this.#letGo(mode);
  }

  #letGo(mode: 'off' | 'teach' | 'damped'): void {
    this.#guard = null;
    this.#withoutTorque = mode;
    this.#take(brake);
  }

  /** It cannot be left holding when nobody is there: it sinks, if it can. */
  async #surrender(): Promise<void> {
    if (this.#isLost) return;
    if (this.#driver.canDamp) await this.damp();
    else await this.#release('off');
  }

  #fail(error: WorkbenchError): void {
    const { code, message: cause, remedy } = error;
    if (code !== 'link-lost') return this.#raise({ code: 'tick-failed', joint: null, cause, remedy });
    this.#isLost = true;
    this.#latch.raise({ code, joint: null, cause, remedy });
    this.#letGo('off');
    this.#report(null);
    void this.#ticker.stop();
    this.#options.lost(error);
  }

  #report(commanded: { wish: Wish | null; sent: Sent } | null): void {
    this.#options.frame({
      kind: 'arm',
      time_s: this.#time_s(),
      mode: this.mode,
      joints: jointFrames(this.#driver.states, commanded?.wish ?? null, commanded?.sent ?? null),
      obstacle: commanded?.sent.obstacle ?? null,
      faults: this.#latch.faults,
      ticks: this.#ticker.statistics(),
    });
  }

  #time_s(): number {
    return (this.#options.clock.now_ms() - this.#start_ms) / 1000;
  }
}

function notEngaged(mode: ArmMode): WorkbenchError {
  return new WorkbenchError('refused', `The arm has no torque (mode "${mode}").`, 'Switch its torque on first.');
}
