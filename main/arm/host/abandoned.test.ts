import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import type { ArmFrame } from '../../../contracts/arm.ts';
import { connectArm } from '../../../contracts/rpc/arm-client.ts';
import { temporaryFolder } from '../../runs/testing/temporary-folder.ts';
import { HostProcess } from '../../transport/host-process.ts';
import { launchNode } from '../../transport/launch-host.ts';
import { so101 } from '../arms/so101.ts';
import { exportToLeRobot } from '../calibration/lerobot.ts';
import { kitCalibration } from '../virtual/testing/kit-calibration.ts';
import type { ArmHostSettings } from './arm-host-settings.ts';
import { ArmLogs } from './arm-logs.ts';

/** Busy machines are slow, but not for ever. */
const waiting = { timeout: 60_000 };

it('parks the arm and ends when the process that started it is gone', async () => {
  const settings: ArmHostSettings = { dataFolder: temporaryFolder(), crash: null };
  const file = fileURLToPath(new URL('./arm-host.ts', import.meta.url));
  const launched = launchNode({ file, settings }, process.execPath);
  onTestFinished(() => launched.kill());
  const host = new HostProcess(launched);
  const { api, onFrame } = connectArm(host.connect()!);
  let frame: ArmFrame | null = null;
  onFrame('arm', (told) => void (frame = told));
  const mode = () => frame?.mode;

  const until = async (work: () => Promise<void>) => {
    await expect.poll(work, waiting).toBeUndefined();
  };
  await until(() => api.connect({ arm: 'so101', address: 'virtual:so101' }));
  await until(() => api.importCalibration(exportToLeRobot(so101, kitCalibration(so101))));
  await until(() => api.engage());
  await expect.poll(mode, waiting).toBe('hold');

  launched.port.close();
  expect(await host.exited).toBe('exit code 0');
  const logs = new ArmLogs(settings.dataFolder);
  const csv = new TextDecoder().decode(await logs.export(logs.names()[0]!, 'csv'));
  expect(csv).toContain(',parking,');
});
