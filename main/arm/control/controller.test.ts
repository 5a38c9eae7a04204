import { describe, expect, it } from 'vitest';
import { so101 } from '../arms/so101.ts';
import { virtualController } from './testing/virtual-controller.ts';
import { JointJog } from './sources/joint-jog.ts';
import { ToolJog } from './sources/tool-jog.ts';
import { Replay } from './sources/replay.ts';

type Rig = Awaited<ReturnType<typeof virtualController>>;

async function engaged(): Promise<Rig> {
  const rig = await virtualController();
  await rig.clock.settle(rig.controller.engage());
  await rig.pass(0.1);
  return rig;
}

const furthest = (a: readonly number[], b: readonly number[]) =>
  Math.max(...a.map((value, j) => Math.abs(value - b[j]!)));

describe('the controller', () => {
  it('moves nothing when torque comes on', async () => {
    const { virtual, driver, clock, controller, pass } = await virtualController();
    // A goal from an earlier life of the servos.
    for (const servo of virtual.servos) servo.memory.set('goalPosition', 3000);
    const before = driver.positions_rad;
    await clock.settle(controller.engage());
    await pass(0.5);
    expect(controller.mode).toBe('hold');
    expect(furthest(driver.positions_rad, before)).toBeLessThan(0.03);
  });

  it('jogs joints, slowly at first, and reaches the target', async () => {
    const rig = await engaged();
    const target = rig.controller.pose_rad.map((angle, j) => (j === 0 ? 0.6 : angle));
    rig.controller.move(new JointJog(target));
    await rig.pass(0.5);
    expect(rig.last().joints[0]!.limitedBy).toBe('first moves');
    await rig.pass(3);
    expect(rig.driver.positions_rad[0]).toBeCloseTo(0.6, 1);
    expect(rig.last().joints[0]!.sent_rad).toBeCloseTo(0.6, 6);
  });

  it('moves the tool straight up', async () => {
    const rig = await engaged();
    await rig.pass(2);
    const from = rig.twin.toolPosition(rig.controller.pose_rad);
    rig.controller.move(new ToolJog(rig.twin, [0, 0, 0.05]));
    await rig.pass(1);
    const [dx, dy, dz] = rig.twin.toolPosition(rig.controller.pose_rad).map((value, axis) => value - from[axis]!);
    expect(dz).toBeCloseTo(0.05, 2);
    expect(Math.hypot(dx!, dy!)).toBeLessThan(0.005);
  });

  it('brakes within 100 ms when nobody commands any more, and says so', async () => {
    const rig = await engaged();
    await rig.pass(2);
    rig.controller.move(new JointJog(rig.controller.pose_rad.map((angle, j) => (j === 0 ? 1.5 : angle))));
    await rig.pass(0.2);
    const at_ms = rig.clock.now_ms();
    const speeds = () => rig.frames.slice(-2).map(({ joints }) => joints[0]!.sent_rad!);
    expect(speeds()[1]! - speeds()[0]!).toBeGreaterThan(0.02);
    await rig.clock.advance(100);
    const braking = rig.frames.find(({ faults }) => faults.length > 0)!;
    expect(braking.faults[0]!.code).toBe('commander-silent');
    expect(1000 * braking.time_s - at_ms).toBeLessThan(100);
    await rig.clock.advance(150);
    expect(speeds()[1]).toBe(speeds()[0]);
    expect(rig.last().mode).toBe('hold');
    expect(() => rig.controller.move(new JointJog(so101.park_rad[0]!))).toThrow('stopped');
    await rig.clock.settle(rig.controller.clearFaults());
    rig.controller.move(new JointJog(rig.controller.pose_rad));
  });

  it('holds, and finds no fault, when nobody is heard who moved it to where it stands', async () => {
    const rig = await engaged();
    const target = rig.controller.pose_rad.map((angle, j) => (j === 0 ? 0.2 : angle));
    rig.controller.move(new JointJog(target));
    await rig.pass(2);
    expect(rig.last().mode).toBe('jog');
    await rig.clock.advance(200);
    expect(rig.last()).toMatchObject({ mode: 'hold', faults: [] });
  });

  it('takes no fault from being held up itself, and hears silence all the same', async () => {
    const rig = await engaged();
    rig.controller.move({ mode: 'policy', isCommanded: true, wish: ({ goals_rad }) => ({ goals_rad }) });
    rig.clock.stall(300);
    await rig.clock.advance(60);
    expect(rig.last()).toMatchObject({ mode: 'policy', faults: [] });
    await rig.clock.advance(100);
    expect(rig.last()).toMatchObject({ mode: 'hold', faults: [{ code: 'commander-silent' }] });
  });

  it('takes a silent policy for a fault, even at rest', async () => {
    const rig = await engaged();
    rig.controller.move({ mode: 'policy', isCommanded: true, wish: ({ goals_rad }) => ({ goals_rad }) });
    await rig.clock.advance(200);
    expect(rig.last()).toMatchObject({ mode: 'hold', faults: [{ code: 'commander-silent' }] });
  });

  it('teaches: without torque it records, and replays from where it stands', async () => {
    const rig = await engaged();
    await rig.clock.settle(rig.controller.teach());
    expect(rig.virtual.servos.every((servo) => servo.memory.get('torqueEnable') === 0)).toBe(true);
    await rig.pass(1);
    const recording = rig.controller.endTeaching()!;
    expect(recording.times_s.length).toBeGreaterThan(45);
    expect(rig.controller.mode).toBe('off');
    await rig.clock.settle(rig.controller.engage());
    rig.controller.move(new Replay(recording, rig.controller.pose_rad, 2));
    expect(rig.controller.mode).toBe('replay');
    await rig.pass(4);
    expect(rig.controller.mode).toBe('hold');
    expect(furthest(rig.driver.positions_rad, recording.poses_rad.at(-1)!)).toBeLessThan(0.1);
  });

  it('parks, then releases', async () => {
    const rig = await engaged();
    const parked = rig.controller.park();
    expect(rig.controller.mode).toBe('parking');
    await rig.clock.advance(8_000);
    expect(await parked).toBe(true);
    expect(rig.controller.mode).toBe('off');
    expect(furthest(rig.driver.positions_rad, so101.park_rad.at(-1)!)).toBeLessThan(0.15);
    expect(rig.virtual.servos.every((servo) => servo.memory.get('torqueEnable') === 0)).toBe(true);
  });

  it('does nothing else while a fault is latched, but parks when it is closed', async () => {
    const rig = await engaged();
    rig.controller.move({ mode: 'policy', isCommanded: true, wish: () => ({ goals_rad: [NaN] }) });
    await rig.pass(0.1);
    expect(rig.last()).toMatchObject({ mode: 'hold', faults: [{ code: 'bad-command' }] });
    const closed = rig.controller.close();
    await rig.clock.advance(8_000);
    await closed;
    expect(rig.last().mode).toBe('off');
  });

  it('damps: the servos resist without a goal', async () => {
    const rig = await engaged();
    await rig.clock.settle(rig.controller.damp());
    expect(rig.controller.mode).toBe('damped');
    expect(rig.virtual.servos.every((servo) => servo.memory.get('torqueEnable') === 2)).toBe(true);
  });
});

describe('what servos suffer', () => {
  it.each([
    ['a plug that comes off', 'servo-silent', 'elbow_flex', (rig: Rig) => rig.virtual.faults.missing.add(3)],
    ['overload', 'servo-fault', 'elbow_flex', (rig: Rig) => rig.virtual.faults.overload.add(3)],
    ['heat', 'hot', 'elbow_flex', (rig: Rig) => rig.virtual.faults.overheated.add(3)],
    ['a weak supply', 'low-voltage', 'shoulder_pan', (rig: Rig) => (rig.virtual.faults.supply_V = 7)],
  ])('%s stops the arm and is named', async (_, code, joint, cause) => {
    const rig = await engaged();
    cause(rig);
    await rig.pass(1.2);
    expect(rig.last().faults).toContainEqual(expect.objectContaining({ code, joint }));
    expect(rig.last().mode).toBe('hold');
  });

  it('a joint that is stuck is let off: its goal goes back to where it is', async () => {
    const rig = await engaged();
    await rig.pass(2);
    rig.virtual.faults.stalled.add(1);
    rig.controller.move(new JointJog(rig.controller.pose_rad.map((angle, j) => (j === 0 ? 1.5 : angle))));
    await rig.pass(2);
    expect(rig.last().faults).toContainEqual(expect.objectContaining({ code: 'stalled', joint: 'shoulder_pan' }));
    const { sent_rad, measured_rad } = rig.last().joints[0]!;
    expect(Math.abs(sent_rad! - measured_rad)).toBeLessThan(0.02);
  });

  it('lost answers do not stop it', async () => {
    const rig = await engaged();
    rig.virtual.faults.lost = 0.1;
    await rig.pass(2);
    expect(rig.last()).toMatchObject({ mode: 'hold', faults: [] });
  });

  it('an unplugged cable ends the ticks with the reason', async () => {
    const rig = await engaged();
    await rig.virtual.unplug();
    await rig.clock.advance(300);
    expect(rig.lost.map(({ code }) => code)).toEqual(['link-lost']);
    const { length } = rig.frames;
    await rig.clock.advance(200);
    expect(rig.frames).toHaveLength(length);
    expect(rig.last().faults[0]!.code).toBe('link-lost');
  });
});
