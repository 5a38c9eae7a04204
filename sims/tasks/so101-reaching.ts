import { z } from 'zod';
import type { Random } from '../../contracts/random.ts';
import type { BoundTask, TaskDefinition, TrainingHints } from '../../contracts/task.ts';
import { SO101_ARM_JOINTS, SO101_JAW_JOINT, SO101_JAW_SHUT_rad } from '../arms/so101.ts';
import type { Physics } from '../physics/physics.ts';
import { binsOf, binsSetting } from './bins-setting.ts';

/** Reward and success look at the distance from tool to target. */
const REWARD_LENGTH_m = 0.05;
const SUCCESS_DISTANCE_m = 0.02;

const CONTROL_TIMESTEP_s = 0.04;
const MAX_SPEED_rad_s = 2;
/** How far a servo's goal may be ahead of its joint, so that a blocked arm does not wind up. */
const MAX_LEAD_rad = 0.3;

/** Scales that bring the observation's entries to about the size of 1. */
const VELOCITY_SCALE_s = 1 / 5;
const LENGTH_SCALE_1_m = 5;

const config = z.strictObject({
  bins: binsSetting.describe(
    'Choices per joint, evenly spaced from full speed one way to full speed the other; odd, or 0 for continuous speed',
  ),
});
type Config = typeof config;

/** What distinguishes one reaching task from another. */
export interface ReachingTask {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly training: TrainingHints;
  /** Draws the start angle, rad, of arm joint number `joint` with range [low, high]. */
  drawStart(random: Random, joint: number, low: number, high: number): number;
  /** Whether the tool's position, m, in a random pose free of collision may be a target. */
  isTarget(x: number, y: number, z: number): boolean;
}

/**
 * Tasks in which the SO-101 brings its shut jaw to a point and holds it there. An action moves each servo's goal by at
 * most what full speed covers in a control step. Reward: exp(−distance / 5 cm) − distance / 1 m.
 */
export function defineReachingTask(task: ReachingTask): TaskDefinition<Physics, Config> {
  const { id, title, summary, training } = task;
  const step_rad = MAX_SPEED_rad_s * CONTROL_TIMESTEP_s;
  return {
    id,
    title,
    summary,
    training,
    model: new URL('./so101-reaching.xml', import.meta.url).href,
    controlTimestep_s: CONTROL_TIMESTEP_s,
    episodeSteps: 100,
    config,
    observation: [
      { name: 'position', unit: 'rad', size: SO101_ARM_JOINTS.length },
      { name: 'velocity', unit: '5 rad/s', size: SO101_ARM_JOINTS.length },
      { name: 'goal - position', unit: 'rad', size: SO101_ARM_JOINTS.length },
      { name: 'target', unit: '0.2 m', size: 3 },
      { name: 'target - tool', unit: '0.2 m', size: 3 },
    ],
    reward: { low: -1, high: 1 },
    actions: (config) =>
      SO101_ARM_JOINTS.map((name) => ({ name, unit: 'rad', low: -step_rad, high: step_rad, ...binsOf(config) })),
    variants: [{ bins: 0 }],
    bind: (physics) => bindReaching(physics, task),
  };
}

function bindReaching(physics: Physics, { drawStart, isTarget }: ReachingTask): BoundTask {
  const joints = SO101_ARM_JOINTS.map((name) => physics.drivenJoint(name));
  const jaw = physics.drivenJoint(SO101_JAW_JOINT);
  const tool = physics.site('tool');
  const target = physics.mocap('target');

  /** Gives every arm joint an angle, until the pose is free of collision and `accepts` it. */
  function drawPose(angle: (joint: number, low: number, high: number) => number, accepts = () => true): void {
    do {
      const { qpos } = physics;
      joints.forEach((joint, j) => (qpos[joint.qpos] = angle(j, joint.low, joint.high)));
    } while (physics.countContacts() > 0 || !accepts());
  }

  function distance_m(): number {
    const { mocapPos, siteXpos } = physics;
    return Math.hypot(
      mocapPos[target]! - siteXpos[tool]!,
      mocapPos[target + 1]! - siteXpos[tool + 1]!,
      mocapPos[target + 2]! - siteXpos[tool + 2]!,
    );
  }

  function toolMayBeTarget(): boolean {
    const { siteXpos } = physics;
    return isTarget(siteXpos[tool]!, siteXpos[tool + 1]!, siteXpos[tool + 2]!);
  }

  return {
    reset(random) {
      physics.qpos[jaw.qpos] = SO101_JAW_SHUT_rad;
      drawPose((_, low, high) => random.between(low, high), toolMayBeTarget);
      for (let axis = 0; axis < 3; axis++) physics.mocapPos[target + axis] = physics.siteXpos[tool + axis]!;
      drawPose((j, low, high) => drawStart(random, j, low, high));
      const { qpos, ctrl } = physics;
      for (const joint of [...joints, jaw]) ctrl[joint.ctrl] = qpos[joint.qpos]!;
    },

    act(goalChange_rad) {
      const { qpos, ctrl } = physics;
      for (let j = 0; j < joints.length; j++) {
        const joint = joints[j]!;
        const position = qpos[joint.qpos]!;
        const low = Math.max(joint.low, position - MAX_LEAD_rad);
        const high = Math.min(joint.high, position + MAX_LEAD_rad);
        ctrl[joint.ctrl] = Math.min(high, Math.max(low, ctrl[joint.ctrl]! + goalChange_rad[j]!));
      }
    },

    observe(observation_t) {
      const { qpos, qvel, ctrl, siteXpos, mocapPos } = physics;
      const n = joints.length;
      for (let j = 0; j < n; j++) {
        const joint = joints[j]!;
        observation_t[j] = qpos[joint.qpos]!;
        observation_t[n + j] = qvel[joint.qvel]! * VELOCITY_SCALE_s;
        observation_t[2 * n + j] = ctrl[joint.ctrl]! - qpos[joint.qpos]!;
      }
      for (let axis = 0; axis < 3; axis++) {
        const target_m = mocapPos[target + axis]!;
        observation_t[3 * n + axis] = target_m * LENGTH_SCALE_1_m;
        observation_t[3 * n + 3 + axis] = (target_m - siteXpos[tool + axis]!) * LENGTH_SCALE_1_m;
      }
    },

    reward() {
      const distance = distance_m();
      return Math.exp(-distance / REWARD_LENGTH_m) - distance;
    },

    succeeded: () => distance_m() < SUCCESS_DISTANCE_m,
  };
}
