import { expect, onTestFinished } from 'vitest';
import type { DeployFrame, DeployRequest, Point } from '../../../../contracts/deploy.ts';
import type { EpisodeSummary } from '../../../../contracts/lab-api.ts';
import { newestPolicy } from '../../../lab/policy.ts';
import { so101 } from '../../arms/so101.ts';
import type { DeployedArm } from '../deployed-arm.ts';
import { Deployment } from '../deployment.ts';
import { DryArm } from '../dry-arm.ts';
import { fitPolicy, type PolicyOnArm } from '../policy-on-arm.ts';
import { RealArm } from '../real-arm.ts';
import { handMadePolicy } from './hand-made-policy.ts';
import { runWithoutPolicy } from './run-with-policy.ts';
import { virtualHost } from './virtual-host.ts';

export const NEAR_m: Point = [0.25, 0.05, 0.15];
export const FAR_m: Point = [0.2, -0.15, 0.2];

/** The hand-made policy on an SO-101. */
export async function fitted(): Promise<PolicyOnArm> {
  const on = await fitPolicy(runWithoutPolicy(), so101);
  onTestFinished(() => on.dispose());
  return { ...on, player: handMadePolicy(on.posed.environment, on.twin, so101) };
}

/** A policy on an arm of which nothing moves yet. */
export function deployment(on: PolicyOnArm, arm: DeployedArm, clock: Awaited<ReturnType<typeof virtualHost>>['clock']) {
  const request: DeployRequest = {
    run: on.run.id,
    checkpoint: 'latest',
    dryRun: arm instanceof DryArm,
    target_m: [...NEAR_m],
    horizon_steps: 1,
    ghosts: 4,
  };
  const frames: DeployFrame[] = [];
  const kept: EpisodeSummary[] = [];
  const watcher = { take: async () => {} };
  const deployment = new Deployment({
    on,
    arm,
    request,
    clock,
    policy: { environmentSteps: 7, parameters: newestPolicy(on.run).parameters },
    checks: [],
    show: (frame) => (frames.push(frame), watcher.take()),
    kept: (episode) => void kept.push(episode),
    warn: (message) => expect.unreachable(message),
  });
  /** Lets time pass until the deployment is in this state. */
  const until = async (state: DeployFrame['state'], atMost_s = 10) => {
    for (let left = atMost_s * 50; left > 0 && frames.at(-1)?.state !== state; left--) await clock.advance(20);
    expect(frames.at(-1)).toMatchObject({ state });
    return frames.at(-1)!;
  };
  return { deployment, frames, kept, watcher, until };
}

/** The same on its way to the first target, on a calibrated virtual arm. */
export async function moving(change: (on: PolicyOnArm) => PolicyOnArm = (on) => on) {
  const host = await virtualHost();
  await host.connectArm();
  await host.calibrate();
  const on = change(await fitted());
  const arm = new RealArm(host.connect(), () => deploy.deployment.fail(new Error('gone') as never));
  onTestFinished(() => arm.close());
  await host.clock.settle(arm.meet());
  const deploy = deployment(on, arm, host.clock);
  await host.clock.settle(deploy.deployment.start());
  await host.clock.advance(300);
  expect(host.last().mode).toBe('policy');
  const speed = () => Math.max(...host.last().joints.map(({ velocity_radps }) => Math.abs(velocity_radps)));
  return { ...host, ...deploy, on, arm, speed };
}

/** Decides for no motion at all. */
export const still = (on: PolicyOnArm) => async () => {
  const decision = await on.player.decide();
  return { ...decision, executed: decision.executed.map(() => 5) };
};
