import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { spawnCli, type OnOutput } from './testing/spawn-cli.ts';

// One story in the order of these tests: a run is begun, interrupted, resumed to its end, looked at and exported.
const size = '--embedding-units 16 --hidden-units 16 --proposal-units1 16 --proposal-units2 16 --head-units 8';
const search = '--batch-size 16 --proposals 8 --uniform-candidates 16';
const pace =
  '--steps 1500 --warmup-steps 500 --log-every-steps 500 --evaluate-every-steps 1000 --evaluation-episodes 4';
const settings = [size, search, pace].join(' ').split(' ');

let data: string;
let run: unknown;
beforeAll(() => {
  data = mkdtempSync(join(tmpdir(), 'aql-end-to-end-'));
});
afterAll(() => rmSync(data, { recursive: true }));

const cli = (line: string, onOutput?: OnOutput) => spawnCli([...line.split(' '), '--json', '--data', data], onOutput);

it.skipIf(process.platform === 'win32')('trains until Ctrl-C, which saves', async () => {
  const line = ['train so101-reach --name story', ...settings].join(' ');
  const { exitCode, records, stderr } = await cli(line, (text, interrupt) => {
    if (text.includes('"progress"')) interrupt();
  });
  expect(exitCode, stderr).toBe(130);
  const last = records.at(-1)!;
  expect(last).toMatchObject({
    type: 'result',
    status: 'stopped',
    run: expect.any(String),
    wall_s: expect.any(Number),
  });
  expect(last['environmentSteps']).toBeLessThan(1500);
  expect(records.map(({ type }) => type)).toContain('checkpoint');
  run = last['run'];
});

it('resumes to the end', async () => {
  const { exitCode, records, stderr } = await cli('resume latest');
  expect(exitCode, stderr).toBe(0);
  const last = records.at(-1)!;
  expect(last).toMatchObject({ type: 'result', run, episodes: 4 });
  expect(last['environmentSteps']).toBeGreaterThanOrEqual(1500);
  expect(last['successRate']).toBeGreaterThanOrEqual(0);
});

it('lists and shows the run', async () => {
  const [listed, shown] = await Promise.all([cli('runs'), cli(`show ${String(run)}`)]);
  expect(listed.records).toMatchObject([{ id: run, name: 'story', config: { agentConfig: { hiddenUnits: 16 } } }]);
  const [record] = shown.records;
  expect(record).toMatchObject({ id: run, evaluations: [{ evaluation: { episodes: 4 } }] });
  expect(record!['metrics']).toHaveProperty('criticLoss');
});

it('draws the run for people', async () => {
  const { exitCode, stdout } = await spawnCli(['show', 'latest', '--metrics', 'q', '--data', data]);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/hiddenUnits: 16/);
  expect(stdout).toMatch(/^q: /m);
});

it('evaluates the same for the same seed', async () => {
  const results = await Promise.all([cli('eval latest --episodes 3'), cli('eval latest --episodes 3')]);
  for (const { exitCode, stderr } of results) expect(exitCode, stderr).toBe(0);
  const [first, second] = results.map(({ records }) => records.at(-1));
  expect(first).toMatchObject({ episodes: 3, meanReturn: expect.any(Number), successRate: expect.any(Number) });
  expect(second).toEqual(first);
});

it('exports the policy', async () => {
  const file = join(data, 'policy.onnx');
  const { exitCode, records, stderr } = await cli(`export latest --out ${file}`);
  expect(exitCode, stderr).toBe(0);
  expect(existsSync(file)).toBe(true);
  expect(records).toEqual([{ type: 'export', run, file, bytes: readFileSync(file).byteLength }]);
});

it('starts by telling what can be done with a finished run', async () => {
  const { exitCode, records } = await cli('start');
  expect(exitCode).toBe(0);
  expect(records).toMatchObject([{ type: 'run', id: run }]);
});
