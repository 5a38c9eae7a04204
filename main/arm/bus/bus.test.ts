import { describe, expect, it, onTestFinished } from 'vitest';
import { virtualSetup } from '../testing/virtual-setup.ts';
import type { VirtualArmId } from '../virtual/virtual-arms.ts';

const IDS = [1, 2, 3, 4, 5, 6];

async function setup(arm: VirtualArmId = 'so101') {
  const made = await virtualSetup(arm);
  onTestFinished(() => made.virtual.close());
  return made;
}

describe.each(['so101', 'koch'] as const)('bus of a virtual %s', (arm) => {
  it('finds six servos and knows their models', async () => {
    const { bus, settle } = await setup(arm);
    const found = await settle(bus.scan());
    expect(found.map(({ id }) => id)).toEqual(IDS);
    expect(found.every(({ model }) => model !== null)).toBe(true);
    expect(await settle(bus.ping(9))).toBeNull();
  });

  it('feels where the joints are', async () => {
    const { bus, settle, virtual } = await setup(arm);
    const feedback = await settle(bus.readFeedback(IDS));
    const expected = virtual.bench.positions_rad.map((position) => 2048 + (position / (2 * Math.PI)) * 4096);
    for (const [i, felt] of feedback.entries()) {
      expect(felt!.position_ticks).toBeCloseTo(expected[i]!, -1);
      expect(felt).toMatchObject({ id: i + 1, voltage_V: 12, temperature_degC: 28, faults: [] });
    }
    expect(bus.statistics()).toMatchObject({ lost: 0, damaged: 0 });
  });

  it('moves all joints to their goals, once their torque is on', async () => {
    const { bus, settle, clock } = await setup(arm);
    const start = await settle(bus.syncRead(IDS, 'presentPosition'));
    const goals = start.map((ticks, i) => ticks! + (i === 0 ? 300 : i === 3 ? -200 : 0));
    await settle(bus.syncWrite(IDS, 'goalPosition', goals));
    await settle(bus.syncWrite(IDS, 'torqueEnable', Array(6).fill(1)));
    await clock.advance(1500);
    const reached = await settle(bus.syncRead(IDS, 'presentPosition'));
    for (const [i, goal] of goals.entries()) expect(Math.abs(reached[i]! - goal)).toBeLessThan(15);
  });

  it('writes EEPROM only while the torque is off, and never leaves it open', async () => {
    const { bus, settle } = await setup(arm);
    await settle(bus.write(2, 'homingOffset', -100));
    expect(await settle(bus.read(2, 'homingOffset'))).toBe(-100);
    await settle(bus.write(2, 'torqueEnable', 1));
    const refused = settle(bus.write(2, 'homingOffset', 5));
    await expect(refused).rejects.toMatchObject({ code: 'refused', message: expect.stringContaining('servo 2') });
    expect(await settle(bus.read(2, 'homingOffset'))).toBe(-100);
    if (arm === 'so101') expect(await settle(bus.read(2, 'lock'))).toBe(1);
  });

  it('keeps EEPROM over a restart, and waits for it', async () => {
    const { bus, settle } = await setup(arm);
    await settle(bus.write(3, 'homingOffset', 77));
    await settle(bus.write(3, 'torqueEnable', 1));
    await settle(bus.reboot(3));
    expect(await settle(bus.read(3, 'homingOffset'))).toBe(77);
    expect(await settle(bus.read(3, 'torqueEnable'))).toBe(0);
  });

  it('gives a servo another id, but none that is taken', async () => {
    const { bus, settle } = await setup(arm);
    await expect(settle(bus.changeId(6, 5))).rejects.toMatchObject({ code: 'refused' });
    await settle(bus.changeId(6, 16));
    expect((await settle(bus.scan())).map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 16]);
    if (arm === 'so101') expect(await settle(bus.read(16, 'lock'))).toBe(1);
  });

  it('names the servo, the register and the value that cannot be', async () => {
    const { bus, settle } = await setup(arm);
    await expect(settle(bus.write(1, 'homingOffset', 1e10))).rejects.toThrow(/10000000000.*'homingOffset'.*servo 1/);
    await expect(settle(bus.write(1, 'torqueEnable', Number.NaN))).rejects.toMatchObject({ code: 'bad-config' });
    await expect(settle(bus.write(1, 'presentPosition', 1))).rejects.toMatchObject({ code: 'refused' });
    const unheardOf = arm === 'so101' ? 'busWatchdog' : 'lock';
    await expect(settle(bus.read(1, unheardOf))).rejects.toMatchObject({ code: 'unsupported' });
    await expect(settle(bus.read(8, 'id'))).rejects.toMatchObject({ code: 'no-answer' });
  });

  it('answers requests made at once in their order', async () => {
    const { bus, settle } = await setup(arm);
    const writes = [1, 2, 3].map((value) => bus.write(1, 'goalPosition', 2000 + value));
    await settle(Promise.all([...writes, bus.read(1, 'goalPosition')]));
    expect(await settle(bus.read(1, 'goalPosition'))).toBe(2003);
  });
});

it('a Dynamixel stops when its bus has been silent, and takes no goals until its watchdog is set anew', async () => {
  const { bus, settle, clock } = await setup('koch');
  await settle(bus.write(1, 'torqueEnable', 1));
  await settle(bus.write(1, 'profileVelocity', 20));
  await settle(bus.write(1, 'busWatchdog', 10));
  await settle(bus.write(1, 'goalPosition', 3000));
  await clock.advance(1000);
  const [stopped] = await settle(bus.syncRead([1], 'presentPosition'));
  await clock.advance(1000);
  expect(Math.abs((await settle(bus.read(1, 'presentPosition'))) - stopped!)).toBeLessThan(3);
  expect(stopped).toBeLessThan(2300);
  await expect(settle(bus.write(1, 'goalPosition', 2000))).rejects.toMatchObject({ code: 'refused' });
  await settle(bus.write(1, 'busWatchdog', 0));
  await settle(bus.write(1, 'goalPosition', 2000));
});
