import { describe, expect, it } from 'vitest';
import { armApi, type ArmStreamFrame } from '../../../contracts/arm-api.ts';
import type { ArmPosesFrame } from '../../../contracts/arm.ts';
import { connectArm } from '../../../contracts/rpc/arm-client.ts';
import { temporaryFolder } from '../../runs/testing/temporary-folder.ts';
import { portPair } from '../../transport/port-pair.ts';
import { serveApi } from '../../transport/rpc.ts';
import { ArmService } from './arm-service.ts';
import { CALIBRATION, CONNECTION, serviceOnVirtualArm } from './testing/service-on-virtual-arm.ts';

async function started() {
  const rig = await serviceOnVirtualArm();
  const torques = () => new Set(rig.virtual.servos.map((servo) => servo.memory.get('torqueEnable')));
  return { ...rig, torques };
}

async function engaged() {
  const rig = await started();
  const window = rig.open();
  await window.call('connect', CONNECTION);
  await window.call('importCalibration', CALIBRATION);
  await window.call('engage');
  await rig.clock.advance(100);
  const target = window.last().joints.map(({ measured_rad }, j) => (j === 0 ? 0.5 : measured_rad));
  return { ...rig, window, target };
}

describe('the arm service', () => {
  it('moves nothing that is not calibrated, and takes LeRobot’s calibration over', async () => {
    const { open } = await started();
    const window = open();
    await window.call('connect', CONNECTION);
    await expect(window.call('engage')).rejects.toThrow('not calibrated');
    await window.call('importCalibration', CALIBRATION);
    expect(await window.call('exportCalibration')).toBe(CALIBRATION);
    expect(window.frames.findLast(({ kind }) => kind === 'arm-connection')).toMatchObject({ arm: 'so101', lost: null });
    await expect(window.call('connect', CONNECTION)).rejects.toThrow('connected already');
  });

  it('knows a calibrated arm again', async () => {
    const { clock, service, open } = await started();
    const window = open();
    await window.call('connect', CONNECTION);
    await window.call('importCalibration', CALIBRATION);
    await window.call('disconnect');
    await window.call('connect', CONNECTION);
    await window.call('engage');
    const closed = service.close();
    await clock.advance(6_000);
    await closed;
    const [log] = await service.connect().logs();
    expect(new TextDecoder().decode(await service.connect().exportLog(log!, 'csv'))).toContain(',parking,');
  });

  it('guides through a calibration, which can be cancelled', async () => {
    const { clock, open } = await started();
    const window = open();
    await window.call('connect', CONNECTION);
    await window.call('calibrate');
    await clock.advance(100);
    await window.call('calibrationEvent', { type: 'confirm' });
    const step = () => {
      const frame = window.frames.findLast(({ kind }) => kind === 'calibration');
      return frame?.kind === 'calibration' ? frame.prompt.step : null;
    };
    expect(step()).toBe('sweep');
    await window.call('calibrationEvent', { type: 'cancel' });
    expect(step()).toBe('cancelled');
    await expect(window.call('engage')).rejects.toThrow('not calibrated');
  });

  it('calibrates an arm anew whose servos are not as they were', async () => {
    const { clock, virtual, open } = await started();
    const window = open();
    await window.call('connect', CONNECTION);
    await window.call('importCalibration', CALIBRATION);
    await window.call('disconnect');
    const { memory } = virtual.servos[2]!;
    memory.set('homingOffset', 5);
    memory.save();
    await window.call('connect', CONNECTION);
    const told = window.frames.findLast(({ kind }) => kind === 'arm-connection');
    expect(told).toMatchObject({ arm: 'so101', calibratedAt: null, warning: expect.stringContaining('offset 5') });
    await window.call('calibrate');
    await clock.advance(100);
    expect(window.frames.at(-1)!.kind).toMatch(/calibration|arm-poses/);
  });

  it('tells a window that opens what is connected, and what became of the host before', async () => {
    const { service, open } = await started();
    const told = (window: ReturnType<typeof open>) => window.frames.findLast(({ kind }) => kind === 'arm-connection');
    const window = open();
    expect(told(window)).toMatchObject({ arm: null, lost: null });
    await window.call('connect', CONNECTION);
    expect(told(open())).toMatchObject({ arm: 'so101', address: CONNECTION.address });
    await window.call('disconnect');
    expect(told(window)).toMatchObject({ arm: null, lost: null });
    await service.close();
    const next = new ArmService({ dataFolder: temporaryFolder(), crash: 'signal SIGKILL' });
    const frames: ArmStreamFrame[] = [];
    next.connect().subscribe(async (frame) => void frames.push(frame));
    expect(frames[0]).toMatchObject({ arm: null, lost: expect.stringContaining('SIGKILL') });
  });

  it('scans for servos while no arm is connected, and gives one another id', async () => {
    const { open } = await started();
    const window = open();
    const ids = async () => (await window.call('scan', CONNECTION)).map(({ id }) => id);
    expect(await ids()).toEqual([1, 2, 3, 4, 5, 6]);
    await window.call('changeId', CONNECTION, 6, 9);
    expect(await ids()).toEqual([1, 2, 3, 4, 5, 9]);
    await window.call('changeId', CONNECTION, 9, 6);
    await window.call('connect', CONNECTION);
    await expect(window.call('scan', CONNECTION)).rejects.toThrow('connected already');
  });

  it('shows where the arm is and where it was told to be', async () => {
    const { clock, window, target } = await engaged();
    await window.call('jogJoints', target);
    await clock.advance(80);
    const poses = window.frames.findLast((frame): frame is ArmPosesFrame => frame.kind === 'arm-poses')!;
    expect(poses.commanded).toHaveLength(poses.measured.length);
    expect(poses.commanded).not.toEqual(poses.measured);
    await expect(window.call('lead', target)).rejects.toThrow('no virtual arm');
  });

  it('obeys one window, which every other may stop', async () => {
    const { clock, open, window, target } = await engaged();
    await window.call('jogJoints', target);
    await clock.advance(40);
    const other = open();
    await expect(other.call('jogJoints', target)).rejects.toThrow('Another window');
    await other.call('hold');
    await clock.advance(40);
    expect(window.last().mode).toBe('hold');
  });

  it('does not go on after a stop with what was under way, but with a motion that is begun', async () => {
    const { clock, open, window, target } = await engaged();
    await window.call('jogJoints', target);
    await open().call('hold');
    await expect(window.call('jogJoints', target)).rejects.toMatchObject({ code: 'cancelled' });
    await clock.advance(40);
    expect(window.last().mode).toBe('hold');
    await window.call('begin');
    await window.call('jogJoints', target);
    await clock.advance(40);
    expect(window.last().mode).toBe('jog');
  });

  it('parks when whoever commands it is gone', async () => {
    const { clock, open, window, target, torques } = await engaged();
    const other = open();
    await window.call('jogJoints', target);
    await clock.advance(60);
    window.session.close();
    await clock.advance(20);
    expect(other.last().mode).toBe('parking');
    await clock.advance(6_000);
    expect(other.last().mode).toBe('off');
    expect(torques()).toEqual(new Set([0]));
  });

  it('follows a policy’s targets between its decisions', async () => {
    const { clock, window, target } = await engaged();
    await clock.advance(2_000);
    const [pan, ...rest] = target.slice(0, 5) as [number, ...number[]];
    for (let decision = 1; decision <= 10; decision++) {
      await window.call('policyTarget', [(pan * decision) / 10, ...rest], null);
      await clock.advance(40);
    }
    const sent = window.frames.flatMap((frame) => (frame.kind === 'arm' ? (frame.joints[0]!.sent_rad ?? []) : []));
    const steps = sent.slice(-14).map((angle, i, all) => angle - (all[i - 1] ?? angle - 0.025));
    expect(Math.max(...steps)).toBeLessThan(0.03);
    expect(Math.min(...steps)).toBeGreaterThan(0.02);
  });

  it('teaches, keeps the recording and replays it', async () => {
    const { clock, window } = await engaged();
    await window.call('teach');
    await clock.advance(500);
    const taught = (await window.call('endTeaching'))!;
    expect(taught.duration_s).toBeGreaterThan(0.4);
    expect(await window.call('recordings')).toEqual([taught]);
    await window.call('engage');
    await window.call('replay', taught.id, 1);
    await clock.advance(20);
    expect(window.last().mode).toBe('replay');
  });

  it('tells why a connection ended, and can connect again', async () => {
    const { clock, virtual, window } = await engaged();
    await virtual.unplug();
    await clock.advance(500);
    const told = window.frames.findLast(({ kind }) => kind === 'arm-connection');
    expect(told).toMatchObject({ lost: expect.stringContaining('lost') });
    await window.call('connect', CONNECTION);
  });

  it('answers over a port, with frames', async () => {
    const { clock, service } = await started();
    const [near, far] = portPair();
    serveApi(far, armApi, service.connect());
    const client = connectArm(near);
    const { promise: seen, resolve } = Promise.withResolvers<string>();
    client.onFrame('arm-connection', ({ address }) => (address === null ? undefined : resolve(address)));
    expect((await client.api.arms()).map(({ id }) => id)).toContain('so101');
    await clock.settle(client.api.connect(CONNECTION));
    expect(await seen).toBe(CONNECTION.address);
    await expect(client.api.jogJoints([])).rejects.toThrow('jogJoints');
  });
});
