import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agents } from '../../agents/index.ts';
import { tasks } from '../../sims/tasks/index.ts';
import { spawnCli } from './testing/spawn-cli.ts';
import { version } from './version.ts';

let data: string;
beforeAll(() => {
  data = mkdtempSync(join(tmpdir(), 'aql-cli-'));
});
afterAll(() => rmSync(data, { recursive: true }));

describe('exit code 2 and the nearest right word', () => {
  it.each([
    [['tran'], 'There is no command "tran".', 'Did you mean train?'],
    [['train', 'so101-rech'], 'so101-rech', 'so101-reach'],
    [['train', 'so101-reach', '--agent', 'sql'], 'sql', 'aql'],
    [['train', 'so101-reach', '--sed', '3'], 'train has no flag --sed.', 'Did you mean --seed?'],
    [['train', 'so101-reach', '--seed', 'x'], '--seed cannot be "x".', 'It takes a whole number from 0'],
    [['train'], 'train lacks its TASK.', 'train TASK'],
    [['show', 'latest'], 'There are no runs yet.', ''],
  ])('%j', async (words, message, remedy) => {
    const { exitCode, stdout, stderr } = await spawnCli([...words, '--data', data]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).toContain(remedy);
  });
});

it('tells programs of an error as the only line of standard output', async () => {
  const { exitCode, records } = await spawnCli(['eval', 'latest', '--json', '--data', data]);
  expect(exitCode).toBe(2);
  expect(records).toEqual([
    { type: 'error', code: 'unknown-name', message: expect.any(String), remedy: expect.any(String) },
  ]);
});

it('lists tasks and agents as objects', async () => {
  const [listedTasks, listedAgents] = await Promise.all([
    spawnCli(['tasks', '--json']),
    spawnCli(['agents', '--json']),
  ]);
  expect(listedTasks.records.map(({ id }) => id)).toEqual(tasks.map(({ id }) => id));
  expect(listedAgents.records.map(({ id }) => id)).toEqual(agents.map(({ id }) => id));
});

it('lists no runs of an empty folder', async () => {
  expect(await spawnCli(['runs', '--json', '--data', data])).toMatchObject({ exitCode: 0, stdout: '' });
});

it('finds this machine fit', async () => {
  const { exitCode, records } = await spawnCli(['doctor', '--json', '--data', data]);
  expect(exitCode).toBe(0);
  expect(records.map(({ name }) => name)).toContain('onnxruntime-node');
  expect(records.filter(({ ok }) => ok !== true)).toEqual([]);
});

it('says which version it is, and helps', async () => {
  const [shown, help] = await Promise.all([spawnCli(['--version']), spawnCli(['train', 'so101-reach', '--help'])]);
  expect(shown).toMatchObject({ exitCode: 0, stdout: `${version}\n` });
  expect(help.exitCode).toBe(0);
  for (const flag of ['--seed N', '--steps, --environment-steps N', '--learning-rate X'])
    expect(help.stdout).toContain(flag);
});
