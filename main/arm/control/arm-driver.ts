import type { JointCalibration } from '../../../contracts/arm-calibration.ts';
import type { ArmDescription } from '../../../contracts/arm-description.ts';
import { WorkbenchError } from '../../../contracts/errors.ts';
import { servosOf } from '../arms/describe-arm.ts';
import type { ServoBus, ServoFeedback } from '../bus/servo-bus.ts';
import { JointScale } from '../calibration/joint-scale.ts';
import type { RegisterName, ServoModel } from '../servos/servo-model.ts';
import { checkServos } from './check-servos.ts';
import type { JointState } from './joint-state.ts';

const TORQUE = { off: 0, on: 1, damping: 2 } as const;
/** A Dynamixel stops by itself if the bus is silent for so long. */
const BUS_WATCHDOG_s = 0.2;

interface DrivenJoint {
  readonly name: string;
  readonly id: number;
  readonly model: ServoModel;
  readonly scale: JointScale;
  readonly sign: 1 | -1;
  /** Where its servo counts from, found when it was met. */
  readonly turn: number;
}

/** A calibrated arm in radians, over the servos that move it. All methods throw as the bus does. */
export class ArmDriver {
  readonly arm: ArmDescription;
  /** Ends of the joints' travel, [low, high]. */
  readonly travels_rad: readonly (readonly [number, number])[];
  readonly #bus: ServoBus;
  readonly #joints: readonly DrivenJoint[];
  readonly #ids: readonly number[];
  #states: readonly JointState[];

  private constructor(bus: ServoBus, arm: ArmDescription, joints: readonly DrivenJoint[], felt: ServoFeedback[]) {
    this.arm = arm;
    this.#bus = bus;
    this.#joints = joints;
    this.#ids = joints.map(({ id }) => id);
    this.travels_rad = joints.map(({ scale }) => scale.limits_rad);
    this.#states = joints.map((joint, j) => stateOf(joint, felt[j]!));
  }

  /**
   * Meets an arm: nothing moves.
   * @throws WorkbenchError `no-answer` naming the servos that are silent; `bad-config` if one is of another model, or
   * keeps another homing offset than the calibration
   */
  static async meet(
    bus: ServoBus,
    arm: ArmDescription,
    calibration: Readonly<Record<string, JointCalibration>>,
  ): Promise<ArmDriver> {
    const felt = await checkServos(bus, arm, calibration);
    const models = servosOf(arm);
    const joints = arm.joints.map((joint, j): DrivenJoint => {
      const { servoId: id, sign, ...rest } = calibration[joint.name]!;
      const scale = new JointScale(joint, { servoId: id, sign, ...rest }, models[j]!);
      return { name: joint.name, id, sign, model: models[j]!, scale, turn: scale.turnOf(felt[j]!.position_ticks) };
    });
    return new ArmDriver(bus, arm, joints, felt);
  }

  /** As of the last `read`. */
  get states(): readonly JointState[] {
    return this.#states;
  }

  get positions_rad(): number[] {
    return this.#states.map(({ position_rad }) => position_rad);
  }

  /** Whether its servos can resist without a goal. */
  get canDamp(): boolean {
    return this.#joints.every(({ model }) => model.protocol === 'feetech-sts');
  }

  /** Every joint's state; one whose servo did not answer keeps its last one. */
  async read(): Promise<readonly JointState[]> {
    const felt = await this.#bus.readFeedback(this.#ids);
    this.#states = this.#joints.map((joint, j) => {
      const heard = felt[j];
      const last = this.#states[j]!;
      return heard ? stateOf(joint, heard) : { ...last, silentTicks: last.silentTicks + 1 };
    });
    return this.#states;
  }

  /**
   * Switches torque on where the arm is: every goal is set to the present position before, and read back, so that nothing
   * jumps.
   * @returns that position, rad
   * @throws WorkbenchError `refused` if a servo keeps another goal; then, as after every error, torque is off
   */
  async engage(): Promise<readonly number[]> {
    try {
      return await this.#engage();
    } catch (error) {
      // A servo may have taken the torque whose answer was lost; one that is gone does not answer to this either.
      await this.release().catch(() => {});
      throw error;
    }
  }

  async #engage(): Promise<readonly number[]> {
    await this.#writeEach('torqueEnable', () => TORQUE.off);
    await this.#writeEach('busWatchdog', () => 0);
    await this.#writeEach('torqueLimit', ({ model }, j) =>
      Math.round(this.arm.joints[j]!.torqueLimit / model.registers.torqueLimit!.scale),
    );
    // Ramps are the guard's: a servo's own would only lag behind it.
    await this.#writeEach('profileAcceleration', () => 0);
    await this.#writeEach('profileVelocity', () => 0);
    const present_rad = (await this.read()).map(({ position_rad }) => position_rad);
    await this.send(present_rad);
    await this.#refuseOtherGoals(present_rad);
    await this.#writeEach('torqueEnable', () => TORQUE.on);
    await this.#writeEach('busWatchdog', ({ model }) =>
      Math.round(BUS_WATCHDOG_s / model.registers.busWatchdog!.scale),
    );
    return present_rad;
  }

  /** Whether no servo that answers is without torque: one that lost its power is. */
  async hasTorque(): Promise<boolean> {
    const torques = await this.#bus.syncRead(this.#ids, 'torqueEnable');
    return !torques.includes(TORQUE.off);
  }

  async send(goals_rad: readonly number[]): Promise<void> {
    await this.#bus.syncWrite(this.#ids, 'goalPosition', this.#goalTicks(goals_rad));
  }

  /** Switches torque off: an arm that is not at rest falls. Every servo is told, before one that is silent is named. */
  async release(): Promise<void> {
    await this.#tellTorque(TORQUE.off);
    await this.#writeEach('busWatchdog', () => 0);
    await this.#writeEach('torqueEnable', () => TORQUE.off);
  }

  /** As `release`; but the servos resist. @throws WorkbenchError `unsupported` where they cannot */
  async damp(): Promise<void> {
    if (!this.canDamp) {
      throw new WorkbenchError(
        'unsupported',
        `The servos of the ${this.arm.title} cannot resist without a goal.`,
        'Stop it by hold, or by park.',
      );
    }
    await this.#tellTorque(TORQUE.damping);
    await this.#writeEach('torqueEnable', () => TORQUE.damping);
  }

  /** Tells all servos at once, none of which acknowledges. */
  async #tellTorque(torque: number): Promise<void> {
    const everywhere = this.#ids.map(() => torque);
    await this.#bus.syncWrite(this.#ids, 'torqueEnable', everywhere);
  }

  async #refuseOtherGoals(goals_rad: readonly number[]): Promise<void> {
    const kept: number[] = [];
    for (const id of this.#ids) kept.push(await this.#bus.read(id, 'goalPosition'));
    const wanted = this.#goalTicks(goals_rad);
    const wrong = this.#joints.findIndex((_, j) => kept[j] !== wanted[j]);
    if (wrong < 0) return;
    throw new WorkbenchError(
      'refused',
      `Servo ${this.#ids[wrong]} keeps the goal ${kept[wrong]} where ${wanted[wrong]}, its present position, was set.`,
      'Check its cable, and that no other program uses the bus; then switch torque on again.',
    );
  }

  #goalTicks(goals_rad: readonly number[]): number[] {
    return this.#joints.map(({ scale, turn }, j) => scale.toTicks(goals_rad[j]!, turn));
  }

  /** Writes a register of every joint that has it; each servo acknowledges. */
  async #writeEach(register: RegisterName, value: (joint: DrivenJoint, j: number) => number): Promise<void> {
    for (const [j, joint] of this.#joints.entries()) {
      if (joint.model.registers[register]) await this.#bus.write(joint.id, register, value(joint, j));
    }
  }
}

function stateOf({ scale, sign, turn }: DrivenJoint, felt: ServoFeedback): JointState {
  return {
    position_rad: scale.toAngle(felt.position_ticks, turn),
    velocity_radps: sign * felt.velocity_radps,
    load: felt.load === null ? null : sign * felt.load,
    current_A: felt.current_A,
    voltage_V: felt.voltage_V,
    temperature_degC: felt.temperature_degC,
    faults: felt.faults,
    silentTicks: 0,
  };
}
