import { afterAll, beforeAll, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { RunSummary } from '../contracts/lab-api.ts';
import type { LabClient } from '../contracts/rpc/lab-client.ts';
import { tinyNewRun } from '../main/lab/testing/tiny-run.ts';
import { cookieOf, startWorkbench, temporaryData, until, type Workbench } from './testing/workbench.ts';

// One story in the order of these tests, told by windows without a browser.
const data = temporaryData();
let workbench: Workbench;
let window: LabClient;
let trained: string;

beforeAll(async () => {
  workbench = await startWorkbench(data.folder);
  window = await workbench.connect();
});
afterAll(async () => {
  await workbench.interrupt();
  data.remove();
});

const theRun = async (id: string) => (await window.lab.runs()).find((run) => run.id === id);
const untilRun = (id: string, isIt: (run: RunSummary) => boolean) =>
  until(
    () => theRun(id),
    (run) => run !== undefined && isIt(run),
  );

it('begins the first run of an empty data folder by itself', async () => {
  const [first] = await until(
    () => window.lab.runs(),
    (runs) => runs.length > 0,
  );
  expect(first).toMatchObject({ name: 'first', activity: 'training', config: { task: 'so101-reach', agent: 'aql' } });
  await window.lab.stop(first!.id);
  expect(await theRun(first!.id)).toMatchObject({ activity: 'idle', status: 'stopped' });
});

it('trains a run, seen from two windows while a third hangs', async () => {
  const [other, hanging] = await Promise.all([workbench.connect(), workbench.connect()]);
  const seen = new Set<string>();
  for (const client of [window, other]) client.onFrame('run', ({ event }) => void seen.add(event.type));
  hanging.onFrame('run', () => new Promise(() => {}));
  const watched = new Promise<number>((resolve) => other.onFrame('watch', ({ poses }) => resolve(poses.length)));

  trained = await window.lab.create(tinyNewRun());
  await other.lab.watch(trained, { speed: 1, horizon_steps: 2, ghosts: 2, exploring: false });
  expect(await watched).toBeGreaterThan(0);
  const ended = await untilRun(trained, ({ activity }) => activity === 'idle');
  expect(['finished', 'solved']).toContain(ended!.status);
  expect([...seen]).toEqual(expect.arrayContaining(['progress', 'metrics', 'evaluation', 'checkpoint']));
  other.close();
  hanging.close();
});

it('shows, measures and exports it', async () => {
  const { return: curve } = await window.lab.metrics(trained, ['return']);
  expect(curve!.length).toBeGreaterThanOrEqual(2);
  expect(await window.lab.evaluate(trained, { episodes: 2, seed: 1 })).toMatchObject({ episodes: 2 });
  expect(Buffer.from(await window.lab.exportPolicy(trained)).toString('latin1')).toContain('aql');
  expect(await window.lab.exportCsv(trained)).toContain('environment_steps,updates');
});

it('refuses in words that name what was wrong', async () => {
  await expect(window.lab.create({ task: 'so101-reech' })).rejects.toMatchObject({
    code: 'unknown-name',
    message: expect.stringContaining('so101-reech'),
  });
});

it.skipIf(process.platform === 'win32')(
  'survives the death of its lab: the run goes on from its checkpoint',
  async () => {
    const run = await window.lab.create(tinyNewRun({ environmentSteps: 1_000_000, stopWhenSolved: false }));
    await untilRun(run, ({ environmentSteps }) => environmentSteps >= 1_024);
    const closed = new Promise<void>((resolve) => window.onClose(resolve));
    process.kill(workbench.labPid(), 'SIGKILL');
    await closed;

    window = await until(() => workbench.connect().catch(() => null as never), Boolean);
    expect((await window.lab.catalogue()).warnings.join()).toContain('signal SIGKILL');
    const resumed = await untilRun(run, ({ activity }) => activity === 'training');
    expect(resumed!.environmentSteps).toBeGreaterThanOrEqual(512);
    await window.lab.stop(run);
  },
);

it('is closed to strangers and to other sites', async () => {
  const { link } = workbench;
  expect((await fetch(new URL('/?token=guessed', link))).status).toBe(403);
  expect((await fetch(new URL('/', link))).status).toBe(403);
  const headers = { Cookie: await cookieOf(link), Origin: 'http://evil.example' };
  const hostile = new WebSocket(`ws://${link.host}/lab`, { headers });
  const refusal = await new Promise<Error>((resolve) => hostile.once('error', resolve));
  expect(refusal.message).toContain('403');
});

it('saves on Ctrl-C, and goes on at the next start', async () => {
  const run = await window.lab.create(tinyNewRun({ environmentSteps: 1_000_000, stopWhenSolved: false }));
  await untilRun(run, ({ environmentSteps }) => environmentSteps > 300);
  expect(await workbench.interrupt()).toBe(0);
  expect(workbench.words()).toContain('Saved.');

  workbench = await startWorkbench(data.folder);
  window = await workbench.connect();
  const resumed = await untilRun(run, ({ activity }) => activity === 'training');
  expect(resumed!.environmentSteps).toBeGreaterThan(300);
});
