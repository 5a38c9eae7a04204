import { expect, it, onTestFinished } from 'vitest';
import { openBus } from '../bus/open-bus.ts';
import { openLink } from '../links/open-link.ts';

/** Asked until it is heard: threads wait for a core on a busy machine. */
const waiting = { timeout: 60_000 };

async function opened(homingOffsets_ticks: readonly number[] = []) {
  const link = await openLink('virtual:so101', 1_000_000, homingOffsets_ticks);
  onTestFinished(() => link.close());
  const bus = await openBus(link, 'feetech-sts');
  await expect.poll(async () => (await bus.scan([1, 2, 3, 4, 5, 6])).length, waiting).toBe(6);
  return { link, bus };
}

it('has six servos, in a thread of their own, and is led by hand', async () => {
  const { link, bus } = await opened();
  const position_ticks = async () => (await bus.syncRead([1], 'presentPosition'))[0] ?? null;
  const before_ticks = (await position_ticks())!;
  link.lead!([0.3, 0, 0, 0, 0, 0]);
  const moved_ticks = async () => Math.abs(((await position_ticks()) ?? before_ticks) - before_ticks);
  await expect.poll(moved_ticks, waiting).toBeGreaterThan((0.25 * 4096) / (2 * Math.PI));
});

it('keeps what its EEPROM held', async () => {
  const { bus } = await opened([7, -300, 0, 0, 0, 0]);
  await expect.poll(() => bus.syncRead([1, 2], 'homingOffset'), waiting).toEqual([7, -300]);
});

it('tells when it is no arm that there is', async () => {
  await expect(openLink('virtual:crane', 1_000_000)).rejects.toThrow('"crane"');
});
