import type { ArmDescription } from '../../../../contracts/arm-description.ts';
import { decisionOf } from '../../../../contracts/testing/decision.ts';
import type { Environment } from '../../../../sims/environment.ts';
import type { Twin } from '../../../../sims/arms/twin.ts';
import { dampedLeastSquares } from '../../control/damped-least-squares.ts';
import type { PolicyOnArm } from '../policy-on-arm.ts';

/** A policy that needs no training: every joint's goal moves as brings the tool straight to the target. */
export function handMadePolicy(environment: Environment, twin: Twin, arm: ArmDescription): PolicyOnArm['player'] {
  const { physics, action } = environment;
  const joints = arm.joints.map(({ name }) => physics.joint(name));
  const tool = physics.site(arm.tool);
  const target = physics.mocap('target');
  return {
    take() {},
    async decide() {
      const pose_rad = joints.map(({ qpos }) => physics.qpos[qpos]!);
      const [x, y, z] = [0, 1, 2].map((axis) => physics.mocapPos[target + axis]! - physics.siteXpos[tool + axis]!);
      const turn_rad = dampedLeastSquares(twin.toolJacobian(pose_rad), [x! / 3, y! / 3, z! / 3]);
      const executed = Float32Array.from(action, ({ low, high, bins }, d) => {
        const share = (turn_rad[d]! - low) / (high - low);
        return Math.round(Math.min(1, Math.max(0, share)) * (bins! - 1));
      });
      return decisionOf({ greedy: executed, executed });
    },
  };
}
