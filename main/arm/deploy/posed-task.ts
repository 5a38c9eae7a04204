import type { ArmDescription } from '../../../contracts/arm-description.ts';
import type { Point } from '../../../contracts/deploy.ts';
import { WorkbenchError } from '../../../contracts/errors.ts';
import type { Environment } from '../../../sims/environment.ts';
import type { DrivenJointAddress } from '../../../sims/physics/physics.ts';
import { poses } from '../../../sims/scene/poses.ts';

/** Positions, velocities and goals of an arm's joints, in the arm's order. */
export interface Pose {
  readonly positions_rad: readonly number[];
  readonly velocities_radps: readonly number[];
  readonly goals_rad: readonly number[];
}

/**
 * A task's world that stands as a real arm does: what the policy sees of the arm is what the task itself observes there,
 * and an action means what the task makes of it.
 */
export class PosedTask {
  readonly environment: Environment;
  readonly #joints: readonly (DrivenJointAddress | null)[];
  readonly #policyJoints: readonly number[];
  readonly #tool: number;
  readonly #target: number;

  /**
   * @param environment is posed from now on
   * @throws WorkbenchError `unsupported` if the task's model lacks a joint of the policy or its actuator, the tool, or a
   * target that can be placed
   */
  constructor(environment: Environment, arm: ArmDescription) {
    const { physics, task } = environment;
    this.environment = environment;
    this.#policyJoints = arm.policyJoints.map((name) => arm.joints.findIndex((joint) => joint.name === name));
    const lookUp = <T>(find: () => T): T => {
      try {
        return find();
      } catch (error) {
        throw unposable(task.title, arm.title, WorkbenchError.from(error).message);
      }
    };
    this.#joints = arm.joints.map(({ name }) =>
      arm.policyJoints.includes(name) ? lookUp(() => physics.drivenJoint(name)) : null,
    );
    this.#tool = lookUp(() => physics.site(arm.tool));
    this.#target = lookUp(() => physics.mocap('target'));
  }

  /** Stands as the arm does. */
  stand(pose: Pose, target_m: Point): void {
    const { physics } = this.environment;
    this.#joints.forEach((joint, j) => {
      if (!joint) return;
      physics.qpos[joint.qpos] = pose.positions_rad[j]!;
      physics.qvel[joint.qvel] = pose.velocities_radps[j]!;
      physics.ctrl[joint.ctrl] = pose.goals_rad[j]!;
    });
    physics.mocapPos.set(target_m, this.#target);
    physics.forward();
  }

  /** The next time step of the policy: where the arm will be by then, if it goes on to its goals. */
  foresee(ahead_s: number): void {
    const { physics } = this.environment;
    physics.step(Math.round(ahead_s / physics.timestep_s));
    this.environment.follow();
  }

  /** What an action means here: where the policy's joints shall be, rad. */
  targetsOf(action_t: ArrayLike<number>): number[] {
    this.environment.command(action_t);
    const { ctrl } = this.environment.physics;
    return this.#policyJoints.map((j) => ctrl[this.#joints[j]!.ctrl]!);
  }

  get tool_m(): Point {
    const [x, y, z] = this.environment.physics.siteXpos.subarray(this.#tool);
    return [x!, y!, z!];
  }

  get distance_m(): number {
    const { mocapPos } = this.environment.physics;
    return Math.hypot(...this.tool_m.map((at, axis) => at - mocapPos[this.#target + axis]!));
  }

  /** Where the bodies of the task's scene are, [bodies · POSE_FLOATS]. */
  get poses(): Float32Array {
    return poses(this.environment.physics);
  }

  /** Where they would be with the joints at other angles, and whether that were a success. */
  posesAt(positions_rad: readonly number[]): { poses: Float32Array; isAtGoal: boolean } {
    const { physics } = this.environment;
    const present = physics.qpos.slice();
    this.#joints.forEach((joint, j) => joint && (physics.qpos[joint.qpos] = positions_rad[j]!));
    physics.forward();
    const there = { poses: poses(physics), isAtGoal: this.environment.isAtGoal };
    physics.qpos.set(present);
    physics.forward();
    return there;
  }

  /** The range of each of the policy's joints in the task's model, rad. */
  get ranges_rad(): (readonly [number, number])[] {
    const { physics } = this.environment;
    return this.environment.action.map(({ name }) => {
      const { low, high } = physics.joint(name);
      return [low, high];
    });
  }
}

function unposable(task: string, arm: string, message: string): WorkbenchError {
  return new WorkbenchError(
    'unsupported',
    `What "${task}" observes cannot be seen of the ${arm}. ${message}`,
    'Choose a run of a task of this arm.',
  );
}
