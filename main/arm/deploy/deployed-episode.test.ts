import { expect, it, onTestFinished } from 'vitest';
import type { DeployFrame } from '../../../contracts/deploy.ts';
import type { EpisodeSummary } from '../../../contracts/lab-api.ts';
import { SO101_HOME_rad, SO101_JAW_SHUT_rad } from '../../../sims/arms/so101.ts';
import { newestPolicy } from '../../lab/policy.ts';
import { EpisodeFolder } from '../../lab/watch/episode-folder.ts';
import { Inspection } from '../../lab/watch/inspection.ts';
import { Player } from '../../lab/watch/player.ts';
import { so101 } from '../arms/so101.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { Deployment } from './deployment.ts';
import { DryArm } from './dry-arm.ts';
import { fitPolicy } from './policy-on-arm.ts';
import { runWithoutPolicy } from './testing/run-with-policy.ts';

/** A run's own policy, which has learned nothing, moves the twin for a while; and what is kept of it. */
async function recorded() {
  const run = runWithoutPolicy();
  const on = await fitPolicy(run, so101);
  const clock = new ManualClock();
  const home_rad = [...SO101_HOME_rad, SO101_JAW_SHUT_rad];
  const arm = await DryArm.start(so101, on.twin, on.plan.task.model, home_rad, clock);
  const player = await Player.create(on.plan);
  onTestFinished(async () => void (await Promise.all([arm.close(), on.dispose(), player.dispose()])));
  const frames: DeployFrame[] = [];
  const kept: EpisodeSummary[] = [];
  const deployment = new Deployment({
    on,
    arm,
    clock,
    policy: newestPolicy(run),
    request: {
      run: run.id,
      checkpoint: 'latest',
      dryRun: true,
      target_m: [0.25, 0.05, 0.15],
      horizon_steps: 1,
      ghosts: 0,
    },
    checks: [],
    show: async (frame) => void frames.push(frame),
    kept: (episode) => void kept.push(episode),
    warn: (message) => expect.unreachable(message),
  });
  await deployment.start();
  await clock.advance(1_000);
  await deployment.hold();
  const folder = new EpisodeFolder(run.folder);
  const inspection = new Inspection(run.id, folder, player, on.robotBodies);
  return { run, frames, kept, folder, inspection, deployment, clock };
}

it('keeps a deployment among the episodes of its run, down to every decision and pose', async () => {
  const { kept, frames, folder, inspection } = await recorded();
  expect(kept).toMatchObject([
    { succeeded: false, deployed: { arm: so101.title, isDryRun: true, end: 'paused', fault: '', log: null } },
  ]);
  expect(folder.list((message) => expect.unreachable(message))).toEqual(kept);

  const acted = frames.filter(({ decision }) => decision !== null);
  expect(acted.length).toBeGreaterThan(20);
  const { summary, frames: again } = await inspection.episode(kept[0]!.id, { ghosts: 2, horizon_steps: 1 });
  expect(again).toHaveLength(acted.length);
  for (const [step, frame] of again.entries()) {
    const { ghosts, ...decision } = frame.decision!;
    expect(ghosts).toHaveLength(2);
    expect({ ...decision, ghosts: [] }).toEqual(acted[step]!.decision);
    expect(frame).toMatchObject({ poses: acted[step]!.poses, commanded: acted[step]!.commanded, step: step + 1 });
  }
  expect(again.at(-1)!.episodeReturn).toBeCloseTo(
    again.reduce((sum, { reward }) => sum + reward, 0),
    6,
  );
  expect(summary).toEqual(kept[0]);
});

it('tells what would have followed in simulation, for a whole episode', async () => {
  const { kept, inspection } = await recorded();
  const { frames } = await inspection.episode(kept[0]!.id, { ghosts: 0, horizon_steps: 1 });
  const { poses } = await inspection.whatIf(kept[0]!.id, 3, [...frames[3]!.decision!.executed]);
  expect(poses).toHaveLength(100);
});

it('begins another episode when the arm is let on, and leaves out one in which nothing was done', async () => {
  const { kept, deployment, clock } = await recorded();
  await deployment.continue();
  await clock.advance(200);
  await deployment.hold();
  await deployment.continue();
  await deployment.end();
  expect(kept.map(({ steps, deployed }) => [steps > 3, deployed!.end])).toEqual([
    [true, 'paused'],
    [true, 'paused'],
  ]);
});
