import { describe, expect, it, onTestFinished } from 'vitest';
import { openBus } from './open-bus.ts';
import { virtualSetup } from '../testing/virtual-setup.ts';
import { connectInProcess } from '../virtual/in-process.ts';
import type { VirtualArmId } from '../virtual/virtual-arms.ts';

const IDS = [1, 2, 3, 4, 5, 6];

async function setup(arm: VirtualArmId, seed = 1) {
  const made = await virtualSetup(arm, { seed });
  onTestFinished(() => made.virtual.close());
  return { ...made, faults: made.virtual.faults };
}

/** Whose feedback came. */
const heard = (feedback: readonly ({ id: number } | null)[]) => feedback.flatMap((felt) => felt?.id ?? []);

describe.each(['so101', 'koch'] as const)('faults of a virtual %s, seen through the bus', (arm) => {
  it('asks again what was lost or damaged, and counts it', async () => {
    const { bus, settle, faults } = await setup(arm);
    Object.assign(faults, { lost: 0.05, damaged: 0.05 });
    for (let i = 0; i < 150; i++) await settle(bus.write(1, 'goalPosition', 2000 + i));
    expect(await settle(bus.read(1, 'goalPosition'))).toBe(2149);
    const { lost, damaged, retried } = bus.statistics();
    expect(Math.min(lost, damaged, retried)).toBeGreaterThan(1);
  });

  it('never takes a late answer for one to another question', async () => {
    const { bus, settle, faults } = await setup(arm);
    Object.assign(faults, { late: 0.04 });
    for (let i = 0; i < 100; i++) {
      expect(await settle(bus.read(1, 'presentTemperature'))).toBe(28);
      expect(await settle(bus.read(1, 'torqueEnable'))).toBe(0);
      expect(await settle(bus.read(1, 'id'))).toBe(1);
    }
    expect(bus.statistics().lost).toBeGreaterThan(3);
  });

  it('waits for answers that a busy computer holds up, but not in a tick', async () => {
    const { bus, settle, faults, clock } = await setup(arm);
    Object.assign(faults, { late: 1, lateBy_ms: 300 });
    expect(await settle(bus.ping(2))).toMatchObject({ id: 2 });
    expect(await settle(bus.read(2, 'torqueEnable'))).toBe(0);
    const began_ms = clock.now_ms();
    expect(await settle(bus.readFeedback([2]))).toEqual([null]);
    expect(clock.now_ms() - began_ms).toBeLessThan(100);
  });

  it('finds servos that are there again before a scan ends', async () => {
    const { bus, settle, faults, clock } = await setup(arm);
    for (const id of IDS) faults.wrongBaud.add(id);
    const scanned = bus.scan(IDS);
    await clock.advance(300);
    faults.wrongBaud.clear();
    expect((await settle(scanned)).map(({ id }) => id)).toEqual(IDS);
  });

  it.each(['missing', 'wrongBaud'] as const)(
    'goes on with the others when one is %s, and finds it again',
    async (kind) => {
      const { bus, settle, faults, clock } = await setup(arm);
      await settle(bus.readFeedback(IDS));
      faults[kind].add(3);
      await settle(bus.readFeedback(IDS));
      for (let i = 0; i < 30; i++) expect(heard(await settle(bus.readFeedback(IDS)))).toEqual([1, 2, 4, 5, 6]);
      expect(bus.statistics().servos[2]).toMatchObject({ id: 3, silentFor: expect.any(Number) });
      expect(bus.statistics().servos[2]!.silentFor).toBeGreaterThan(4);
      await expect(settle(bus.read(3, 'id'))).rejects.toThrow(/Servo 3 did not answer when reading 'id'/);
      faults[kind].delete(3);
      await clock.advance(500);
      for (let i = 0; i < 20; i++) await settle(bus.readFeedback(IDS));
      expect(heard(await settle(bus.readFeedback(IDS)))).toEqual(IDS);
    },
  );

  it('names an id that two servos have', async () => {
    const { bus, settle, faults } = await setup(arm);
    faults.duplicate.add(2);
    await settle(bus.ping(1));
    const failed = settle(bus.read(2, 'presentPosition'));
    await expect(failed).rejects.toMatchObject({ code: 'no-answer', remedy: expect.stringContaining('same id') });
  });

  it('tells of an overload, and how it ends', async () => {
    const { bus, settle, faults, clock } = await setup(arm);
    await settle(bus.write(2, 'torqueEnable', 1));
    faults.overload.add(2);
    await clock.advance(50);
    expect((await settle(bus.readFeedback([2])))[0]!.faults).toEqual(['overload']);
    faults.overload.clear();
    if (arm === 'so101') {
      await settle(bus.write(2, 'torqueEnable', 0));
    } else {
      await expect(settle(bus.write(2, 'torqueEnable', 1))).rejects.toMatchObject({ code: 'refused' });
      await settle(bus.reboot(2));
    }
    await clock.advance(50);
    expect((await settle(bus.readFeedback([2])))[0]!.faults).toEqual([]);
  });

  it('tells of heat, and the servo lets go', async () => {
    const { bus, settle, faults, clock } = await setup(arm);
    await settle(bus.write(4, 'torqueEnable', 1));
    faults.overheated.add(4);
    await clock.advance(50);
    const [felt] = await settle(bus.readFeedback([4]));
    expect(felt!.faults).toEqual(['overheating']);
    expect(felt!.temperature_degC).toBeGreaterThan(70);
    expect(await settle(bus.read(4, 'torqueEnable'))).toBe(0);
  });

  it('tells of a wrong supply; a brown-out restarts the servos, torque off', async () => {
    const { bus, settle, faults, clock } = await setup(arm);
    await settle(bus.write(1, 'torqueEnable', 1));
    faults.supply_V = 15;
    await clock.advance(50);
    const [felt] = await settle(bus.readFeedback([1]));
    expect(felt).toMatchObject({ voltage_V: 15, faults: ['voltage'] });
    faults.supply_V = 3;
    await clock.advance(100);
    await expect(settle(bus.read(1, 'torqueEnable'))).rejects.toMatchObject({ code: 'no-answer' });
    faults.supply_V = null;
    await clock.advance(500);
    expect(await settle(bus.read(1, 'torqueEnable'))).toBe(0);
  });

  it('stalls where it is jammed, until the servo protects itself', async () => {
    const { bus, settle, faults, clock } = await setup(arm);
    const [start] = await settle(bus.syncRead([1], 'presentPosition'));
    faults.stalled.add(1);
    await settle(bus.write(1, 'goalPosition', start! + 400));
    await settle(bus.write(1, 'torqueEnable', 1));
    await clock.advance(1000);
    const [pushing] = await settle(bus.readFeedback([1]));
    expect(Math.abs(pushing!.position_ticks - start!)).toBeLessThan(10);
    if (arm === 'so101') expect(pushing!.load).toBeCloseTo(1, 1);
    await clock.advance(1500);
    const [protecting] = await settle(bus.readFeedback([1]));
    expect(protecting!.faults).toEqual(['overload']);
    if (arm === 'so101') expect(protecting!.load).toBeLessThan(0.25);
  });

  it('comes to rest anywhere within the play of its gear', async () => {
    const { bus, settle, faults, clock } = await setup(arm);
    faults.backlash_rad = 0.1;
    const [start] = await settle(bus.syncRead([1], 'presentPosition'));
    await settle(bus.write(1, 'goalPosition', start! + 400));
    await settle(bus.write(1, 'torqueEnable', 1));
    await clock.advance(1500);
    const [end] = await settle(bus.syncRead([1], 'presentPosition'));
    const play_ticks = (0.1 / (2 * Math.PI)) * 4096;
    expect(Math.abs(start! + 400 - end!)).toBeGreaterThan(5);
    expect(Math.abs(start! + 400 - end!)).toBeLessThan(play_ticks / 2 + 3);
  });

  it('works through an adapter that hands back what it sends', async () => {
    const { settle, virtual, clock } = await setup(arm);
    virtual.faults.echo = true;
    const bus = await settle(openBus(connectInProcess(virtual), virtual.protocol, { clock }));
    expect((await settle(bus.scan(IDS))).map(({ id }) => id)).toEqual(IDS);
    expect(await settle(bus.ping(9))).toBeNull();
    expect(heard(await settle(bus.readFeedback(IDS)))).toEqual(IDS);
  });

  it('says that it was unplugged', async () => {
    const { bus, settle, virtual } = await setup(arm);
    const reasons: unknown[] = [];
    bus.onClosed((reason) => reasons.push(reason));
    await virtual.unplug();
    expect(reasons).toMatchObject([{ code: 'link-lost' }]);
    await expect(settle(bus.readFeedback(IDS))).rejects.toMatchObject({ code: 'link-lost' });
  });
});
