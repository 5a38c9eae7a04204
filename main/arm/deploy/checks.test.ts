import { expect, it, onTestFinished, vi } from 'vitest';
import type { DeployRequest } from '../../../contracts/deploy.ts';
import type { Run } from '../../runs/run.ts';
import { DeployDesk } from './deploy-desk.ts';
import { runWithoutPolicy, runWithPolicy } from './testing/run-with-policy.ts';
import { virtualHost } from './testing/virtual-host.ts';

const TARGET_m: DeployRequest['target_m'] = [0.25, 0, 0.15];

/** A desk, and what its checks find: the names of those that hold, that which fails, and why. */
async function desk(run: Run = runWithPolicy()) {
  const host = await virtualHost();
  const desk = new DeployDesk({
    find: () => run,
    connect: host.connect,
    send: async () => {},
    recorded: () => {},
    warn: (_, message) => expect.unreachable(message),
  });
  onTestFinished(() => desk.close());
  const request = (changes: Partial<DeployRequest> = {}) => ({
    run: run.id,
    checkpoint: 'latest' as const,
    target_m: TARGET_m,
    horizon_steps: 1,
    ghosts: 0,
    ...changes,
  });
  const find = async (changes?: Partial<DeployRequest>) => {
    const checks = await host.clock.settle(desk.checkDeploy(request(changes)));
    const failed = checks.find(({ ok }) => ok === false);
    return { passed: checks.filter(({ ok }) => ok).length, failed: failed?.name, found: failed?.found, checks };
  };
  return { ...host, desk, find, request };
}

async function ready(run?: Run) {
  const rig = await desk(run);
  await rig.connectArm();
  await rig.calibrate();
  return rig;
}

it('lets a policy move an arm where all holds', async () => {
  const { find } = await ready();
  const { passed, checks } = await find();
  expect(passed).toBe(checks.length);
});

it('fails at a run without a policy, and looks no further', async () => {
  const { find } = await ready(runWithoutPolicy());
  const { passed, failed, found, checks } = await find();
  expect({ passed, failed }).toEqual({ passed: 0, failed: 'policy' });
  expect(found).toContain('no policy yet');
  expect(checks[1]).toMatchObject({ ok: null, found: 'not looked at' });
});

it('draws targets as the task does: each another one, and within reach', async () => {
  const { find, desk: api } = await ready();
  await expect(api.drawTarget()).rejects.toMatchObject({ code: 'refused' });
  await find();
  const [first, second] = [await api.drawTarget(), await api.drawTarget()];
  expect(first).not.toEqual(second);
  for (const target_m of [first, second]) expect((await find({ target_m })).failed).toBeUndefined();
});

it('fails without an arm', async () => {
  const { find } = await desk();
  expect(await find()).toMatchObject({ failed: 'connection', found: 'No arm is connected.' });
});

it('fails at a policy of other actions, naming them', async () => {
  const { find } = await ready(runWithPolicy({ task: 'cartpole-swingup', evaluationEpisodes: 2 }));
  const { failed, found } = await find();
  expect(failed).toBe('actions');
  expect(found).toMatch(/force.*shoulder_pan/);
});

it('fails at an arm that is not calibrated, or was long ago', async () => {
  const rig = await desk();
  await rig.connectArm();
  expect(await rig.find()).toMatchObject({ failed: 'calibration', found: expect.stringContaining('not calibrated') });
  await rig.calibrate();
  vi.setSystemTime(Date.now() + 91 * 24 * 3600 * 1000);
  onTestFinished(() => void vi.useRealTimers());
  expect(await rig.find()).toMatchObject({ failed: 'calibration', found: expect.stringContaining('91 days') });
});

it('fails at a fault until it is cleared', async () => {
  const rig = await ready();
  await rig.call('engage');
  rig.virtual.faults.overload.add(2);
  await rig.clock.advance(300);
  expect(await rig.find()).toMatchObject({ failed: 'faults', found: expect.stringContaining('overload') });
});

it('fails where the arm cannot be as its joints say', async () => {
  const rig = await ready();
  rig.virtual.bench.pose([0, 1.6, 0.6, 1.2, 0, 0]);
  await rig.clock.advance(100);
  expect(await rig.find()).toMatchObject({ failed: 'twin', found: expect.stringMatching(/table.*mm inside/) });
});

it('fails at a target out of reach, saying how far', async () => {
  const { find } = await ready();
  const far = await find({ target_m: [0.6, 0, 0.1] });
  expect(far).toMatchObject({
    failed: 'target',
    found: expect.stringMatching(/\(0\.600, 0\.000, 0\.100\) m.*within 12 cm/),
  });
  expect(await find({ target_m: [0.2, 0, -0.05] })).toMatchObject({ found: expect.stringContaining('table') });
});

it('asks nothing of the arm itself in a dry run', async () => {
  const rig = await desk();
  await rig.connectArm();
  const { checks, failed } = await rig.find({ dryRun: true });
  expect(failed).toBeUndefined();
  expect(checks.filter(({ ok }) => ok === null).map(({ name }) => name)).toEqual(['calibration', 'faults', 'twin']);
});

it('refuses to deploy by the first check that fails', async () => {
  const { desk: api, request, clock } = await desk();
  await expect(clock.settle(api.deploy(request()))).rejects.toMatchObject({
    code: 'refused',
    message: 'An arm is connected: no. No arm is connected.',
  });
});
