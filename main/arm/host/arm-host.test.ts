import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { connectArm } from '../../../contracts/rpc/arm-client.ts';
import { temporaryFolder } from '../../runs/testing/temporary-folder.ts';
import { HostProcess } from '../../transport/host-process.ts';
import { launchNode } from '../../transport/launch-host.ts';
import type { ArmHostSettings } from './arm-host-settings.ts';

it('serves windows from a process of its own, until it is asked to end', async () => {
  const settings: ArmHostSettings = { dataFolder: temporaryFolder(), crash: null };
  const file = fileURLToPath(new URL('./arm-host.ts', import.meta.url));
  const host = new HostProcess(launchNode({ file, settings }, process.execPath));
  const window = connectArm(host.connect()!);
  expect((await window.api.arms()).map(({ id }) => id)).toEqual(['so101', 'koch']);
  await expect(window.api.engage()).rejects.toThrow('No arm is connected');
  await host.end();
  expect(await host.exited).toBeNull();
});
