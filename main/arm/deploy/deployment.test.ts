import { expect, it, onTestFinished } from 'vitest';
import { SO101_HOME_rad, SO101_JAW_SHUT_rad } from '../../../sims/arms/so101.ts';
import { so101 } from '../arms/so101.ts';
import { compareWithTwin } from './compare-with-twin.ts';
import { DryArm } from './dry-arm.ts';
import { deployment, FAR_m, fitted, moving, still } from './testing/deployment-rig.ts';
import { virtualHost } from './testing/virtual-host.ts';

it('brings the tool to its target and holds it there, and goes on to the next', async () => {
  const { until, deployment, clock, last, kept } = await moving();
  const reached = await until('held');
  expect(reached).toMatchObject({ held: 'reached', run: expect.any(String), isDryRun: false });
  expect(reached.distance_m).toBeLessThan(0.02);
  expect(reached.timing!.period_ms).toBeCloseTo(40, 5);
  await clock.advance(100);
  expect(last().mode).toBe('hold');
  const log = { name: expect.stringMatching(/^\d+ so101$/), from_s: expect.any(Number) };
  expect(kept).toMatchObject([{ succeeded: true, deployed: { end: 'reached', isDryRun: false, log } }]);
  expect(kept[0]!.deployed!.distance_m).toBeCloseTo(reached.distance_m!, 2);

  await clock.settle(deployment.place(FAR_m));
  await until('running');
  const next = await until('held');
  expect(next).toMatchObject({ held: 'reached', target_m: FAR_m });
  expect(next.distance_m).toBeLessThan(0.02);
});

it('rises slowly from rest to where the policy begins', async () => {
  const { deployment, until, frames, clock, call, last, speed } = await moving();
  await until('held');
  await clock.settle(deployment.end());
  await call('park');
  await clock.settle(deployment.start());
  await clock.advance(1000);
  expect(frames.at(-1)).toMatchObject({ state: 'running', isRaising: true, decision: null });
  expect(speed()).toBeLessThan(0.8);
  await until('held');
  expect(last().faults).toEqual([]);
});

it('stands still when a person holds it, until it is let on', async () => {
  const { deployment, until, clock, last, speed } = await moving();
  await clock.settle(deployment.hold());
  await clock.advance(200);
  expect(speed()).toBeLessThan(0.05);
  expect(last()).toMatchObject({ mode: 'hold', faults: [] });
  expect((await until('held')).held).toBe('paused');
  await clock.settle(deployment.continue());
  await until('running');
  expect((await until('held')).held).toBe('reached');
});

it('takes it for a pause when another window stops the arm', async () => {
  const { until, call } = await moving();
  await call('hold');
  expect((await until('held', 1)).held).toBe('paused');
});

it('stops at a fault, tells why, and goes on once it is cleared', async () => {
  const { deployment, until, virtual, clock, call, last, kept } = await moving();
  virtual.faults.overload.add(2);
  const { fault } = await until('fault', 1);
  expect(fault).toMatchObject({ message: expect.stringContaining('overload'), remedy: expect.stringMatching(/./) });
  expect(kept).toMatchObject([{ succeeded: false, deployed: { end: 'fault', fault: fault!.message } }]);
  await clock.advance(200);
  expect(last().mode).toBe('hold');
  await expect(clock.settle(deployment.continue())).rejects.toMatchObject({ code: 'refused' });

  virtual.faults.overload.delete(2);
  await clock.settle(call('park').catch(() => {}));
  await call('clearFaults');
  await clock.settle(deployment.continue());
  await until('running', 1);
});

it('is braked within 100 ms when the policy thinks for too long', async () => {
  let isThinking = false;
  const { until, clock, frames, last, speed } = await moving((on) => {
    const decide = () => (isThinking ? new Promise<never>(() => {}) : on.player.decide());
    return { ...on, player: { ...on.player, decide } };
  });
  isThinking = true;
  await clock.advance(140);
  expect(last()).toMatchObject({ mode: 'hold', faults: [{ code: 'commander-silent' }] });
  await clock.advance(100);
  expect(speed()).toBeLessThan(0.05);
  expect(frames.length).toBeGreaterThan(0);
  await until('fault', 1);
});

it('parks the arm when the lab is gone in mid-move', async () => {
  const { arm, clock, last } = await moving();
  arm.close();
  await clock.advance(60);
  expect(last().mode).toBe('parking');
});

it('holds when nobody takes its frames', async () => {
  const { watcher, clock, frames, last } = await moving((on) => ({
    ...on,
    player: { ...on.player, decide: still(on) },
  }));
  watcher.take = () => new Promise(() => {});
  await clock.advance(900);
  expect(last().mode).toBe('policy');
  await clock.advance(300);
  expect(last().mode).toBe('hold');
  expect(frames.at(-1)!.state).toBe('running');
});

it('ends after the step limit of its task', async () => {
  const { until } = await moving((on) => ({ ...on, player: { ...on.player, decide: still(on) } }));
  const frame = await until('held');
  expect(frame).toMatchObject({ held: 'step-limit', step: 100, episodeSteps: 100 });
});

it('plays a dry run on the twin, and sends nothing', async () => {
  const host = await virtualHost();
  const on = await fitted();
  const home = [...SO101_HOME_rad, SO101_JAW_SHUT_rad];
  const arm = await DryArm.start(so101, on.twin, on.plan.task.model, home, host.clock);
  onTestFinished(() => arm.close());
  const before = host.virtual.servos.map(({ memory }) => memory.get('goalPosition'));
  const { deployment: dry, until } = deployment(on, arm, host.clock);
  await dry.start();
  await until('dry-run', 1);
  const reached = await until('held');
  expect(reached).toMatchObject({ held: 'reached', isDryRun: true });
  expect(reached.distance_m).toBeLessThan(0.02);
  expect(host.virtual.servos.map(({ memory }) => memory.get('goalPosition'))).toEqual(before);

  const { joints } = await compareWithTwin(dry.record.ticks, on.plan.task.model, so101.policyJoints);
  for (const { worst_rad } of joints) expect(worst_rad).toBeLessThan(1e-4);
});

it('tells how the arm moves otherwise than its twin', async () => {
  const { deployment: done, until, on } = await moving();
  await until('held');
  const { joints, times_s, measured_rad, twin_rad, targetsAt } = await compareWithTwin(
    done.record.ticks,
    on.plan.task.model,
    so101.policyJoints,
  );
  expect(joints.map(({ joint }) => joint)).toEqual(so101.policyJoints);
  for (const { rms_rad, worst_rad } of joints) {
    expect(rms_rad).toBeLessThanOrEqual(worst_rad);
    expect(worst_rad).toBeLessThan(0.2);
  }
  expect(Math.max(...joints.map(({ worst_rad }) => worst_rad))).toBeGreaterThan(1e-3);
  expect(measured_rad).toHaveLength(times_s.length * joints.length);
  expect(twin_rad).toHaveLength(measured_rad.length);
  expect(targetsAt[0]).toBe(0);
});
