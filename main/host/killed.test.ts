import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { connectLab, type LabClient } from '../../contracts/rpc/lab-client.ts';
import { temporaryStore, tinyNewRun } from '../lab/testing/tiny-run.ts';
import { HostProcess } from '../transport/host-process.ts';
import { launchNode } from '../transport/launch-host.ts';

const file = fileURLToPath(new URL('./lab-host.ts', import.meta.url));

/** A lab in a process of its own. */
function startHost(dataFolder: string, crash: string | null) {
  const launched = launchNode({ file, settings: { dataFolder, crash } }, process.execPath);
  const host = new HostProcess(launched);
  return { host, client: connectLab(host.connect()!), kill: () => launched.kill() };
}

function news(client: LabClient, type: string): Promise<void> {
  return new Promise((resolve) => client.onFrame('run', ({ event }) => void (event.type === type && resolve())));
}

test('a host killed in mid-run leaves the run interrupted; the next one resumes it from its checkpoint', async () => {
  const { folder, dispose } = temporaryStore();
  const first = startHost(folder, null);
  const id = await first.client.lab.create(tinyNewRun({ environmentSteps: 10_000_000 }));
  await news(first.client, 'checkpoint');
  first.kill();
  const how = await first.host.exited;
  expect(how).toBe('signal SIGKILL');
  await expect(first.client.lab.runs()).rejects.toMatchObject({ code: 'cancelled' });

  const { host, client } = startHost(folder, how);
  expect((await client.lab.catalogue()).warnings).toEqual([expect.stringContaining('signal SIGKILL')]);
  const [interrupted] = await client.lab.runs();
  expect(interrupted).toMatchObject({ id, status: 'interrupted', activity: 'idle' });
  const checkpoint = news(client, 'checkpoint');
  await client.lab.resume(id);
  await checkpoint;
  const [resumed] = await client.lab.runs();
  expect(resumed).toMatchObject({ status: 'running', activity: 'training' });
  expect(resumed!.environmentSteps).toBeGreaterThan(512);

  await host.end();
  expect(await host.exited).toBeNull();
  const third = startHost(folder, null);
  expect(await third.client.lab.runs()).toMatchObject([{ id, status: 'stopped' }]);
  await third.host.end();
  dispose();
});
