import { expect, it } from 'vitest';
import { virtualSetup } from '../testing/virtual-setup.ts';
import { writeEeprom } from './eeprom.ts';

it('shuts the lock again after a write that failed, and tells of that failure', async () => {
  const { bus, settle, virtual } = await virtualSetup('so101');
  const what = { id: 1, register: 'homingOffset', value: 5, locked: true, idAfter: 1 } as const;
  let lockDuringWrite: number | undefined;
  const failing = writeEeprom(bus, what, async () => {
    lockDuringWrite = await bus.read(1, 'lock');
    throw new Error('the cable moved');
  });
  await expect(settle(failing)).rejects.toThrow('the cable moved');
  expect(lockDuringWrite).toBe(0);
  expect(await settle(bus.read(1, 'lock'))).toBe(1);
  await virtual.close();
});
