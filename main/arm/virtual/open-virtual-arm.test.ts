import { expect, it, onTestFinished } from 'vitest';
import { openBus } from '../bus/open-bus.ts';
import { openLink } from '../links/open-link.ts';

/** Asked until all were heard: on a busy machine an answer may come too late. */
const waiting = { timeout: 60_000 };

async function opened(homingOffsets_ticks: readonly number[] = []) {
  const link = await openLink('virtual:so101', 1_000_000, homingOffsets_ticks);
  onTestFinished(() => link.close());
  const bus = await openBus(link, 'feetech-sts');
  const heard = new Map<number, string | undefined>();
  const scan = async () => {
    for (const { id, model } of await bus.scan([1, 2, 3, 4, 5, 6])) heard.set(id, model?.id);
    return [...heard.values()];
  };
  await expect.poll(scan, waiting).toEqual(Array(6).fill('sts3215'));
  return { link, bus };
}

it('has six servos, in a thread of their own, and is led by hand', async () => {
  const { link, bus } = await opened();
  let at_ticks: number | null = null;
  const look = async () => (at_ticks = (await bus.syncRead([1], 'presentPosition'))[0]!);
  await expect.poll(look, waiting).not.toBeNull();
  const before_ticks = at_ticks!;
  link.lead!([0.3, 0, 0, 0, 0, 0]);
  const moved_ticks = async () => Math.abs(((await look()) ?? before_ticks) - before_ticks);
  await expect.poll(moved_ticks, waiting).toBeGreaterThan((0.25 * 4096) / (2 * Math.PI));
});

it('keeps what its EEPROM held', async () => {
  const { bus } = await opened([7, -300, 0, 0, 0, 0]);
  await expect.poll(() => bus.syncRead([1, 2], 'homingOffset').catch(() => []), waiting).toEqual([7, -300]);
});

it('tells when it is no arm that there is', async () => {
  await expect(openLink('virtual:crane', 1_000_000)).rejects.toThrow('"crane"');
});
