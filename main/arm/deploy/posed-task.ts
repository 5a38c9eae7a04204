import type { ArmDescription } from '../../../contracts/arm-description.ts';
import type { Point } from '../../../contracts/deploy.ts';
import { WorkbenchError } from '../../../contracts/errors.ts';
import type { Environment } from '../../../sims/environment.ts';
import type { DrivenJointAddress } from '../../../sims/physics/physics.ts';
import { poses } from '../../../sims/scene/poses.ts';
import { policyJointsOf } from '../control/policy-joints.ts';

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
  readonly #arm: ArmDescription;
  /** Those of the policy, in its order; the others stay as the task has them. */
  readonly #joints: readonly DrivenJointAddress[];
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
    this.#arm = arm;
    const lookUp = <T>(find: () => T): T => {
      try {
        return find();
      } catch (error) {
        throw unposable(task.title, arm.title, WorkbenchError.from(error).message);
      }
    };
    this.#joints = arm.policyJoints.map((name) => lookUp(() => physics.drivenJoint(name)));
    this.#tool = lookUp(() => physics.site(arm.tool));
    this.#target = lookUp(() => physics.mocap('target'));
  }

  /** Stands as the arm does. */
  stand(pose: Pose, target_m: Point): void {
    const { physics } = this.environment;
    const positions_rad = policyJointsOf(this.#arm, pose.positions_rad);
    const velocities_radps = policyJointsOf(this.#arm, pose.velocities_radps);
    const goals_rad = policyJointsOf(this.#arm, pose.goals_rad);
    this.#joints.forEach(({ qpos, qvel, ctrl }, d) => {
      physics.qpos[qpos] = positions_rad[d]!;
      physics.qvel[qvel] = velocities_radps[d]!;
      physics.ctrl[ctrl] = goals_rad[d]!;
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
    return this.#joints.map((joint) => ctrl[joint.ctrl]!);
  }

  /** From the tool to the target. */
  get distance_m(): number {
    const { siteXpos, mocapPos } = this.environment.physics;
    return Math.hypot(...[0, 1, 2].map((axis) => siteXpos[this.#tool + axis]! - mocapPos[this.#target + axis]!));
  }

  /** Where the bodies of the task's scene are, [bodies · POSE_FLOATS]. */
  get poses(): Float32Array {
    return poses(this.environment.physics);
  }

  /** Where they would be with the joints at other angles, and whether that were a success. */
  posesAt(positions_rad: readonly number[]): { poses: Float32Array; isAtGoal: boolean } {
    const { physics } = this.environment;
    const present = physics.qpos.slice();
    const there_rad = policyJointsOf(this.#arm, positions_rad);
    this.#joints.forEach(({ qpos }, d) => (physics.qpos[qpos] = there_rad[d]!));
    physics.forward();
    const there = { poses: poses(physics), isAtGoal: this.environment.isAtGoal };
    physics.qpos.set(present);
    physics.forward();
    return there;
  }

  /** The range of each of the policy's joints in the task's model, rad. */
  get ranges_rad(): (readonly [number, number])[] {
    return this.#joints.map(({ low, high }) => [low, high]);
  }
}

function unposable(task: string, arm: string, message: string): WorkbenchError {
  return new WorkbenchError(
    'unsupported',
    `What "${task}" observes cannot be seen of the ${arm}. ${message}`,
    'Choose a run of a task of this arm.',
  );
}
