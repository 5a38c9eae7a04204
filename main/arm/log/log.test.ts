import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { McapStreamReader } from '@mcap/core';
import { expect, it } from 'vitest';
import type { ArmFrame, JointFrame } from '../../../contracts/arm.ts';
import { temporaryFolder } from '../../runs/testing/temporary-folder.ts';
import { logToCsv } from './export-csv.ts';
import { logToMcap } from './export-mcap.ts';
import type { LogHeader } from './log-record.ts';
import { ArmLogWriter } from './log-writer.ts';
import { readArmLog } from './read-log.ts';
import { trackOf } from './track.ts';

const HEADER: LogHeader = {
  version: 1,
  arm: 'so101',
  joints: ['pan', 'lift'],
  rate_Hz: 50,
  startedAt: '2027-01-15T08:00:00.000Z',
};

const joint = (sent_rad: number | null): JointFrame => ({
  commanded_rad: sent_rad,
  sent_rad,
  measured_rad: 0.25,
  velocity_radps: -0.5,
  load: null,
  current_A: null,
  voltage_V: 12,
  temperature_degC: 31,
  limitedBy: sent_rad === null ? null : 'speed',
  silentTicks: 0,
});

const frame = (tick: number): ArmFrame => ({
  kind: 'arm',
  time_s: tick * 0.02,
  mode: tick === 0 ? 'off' : 'jog',
  joints: [joint(tick === 0 ? null : 0.5), joint(tick === 0 ? null : 1)],
  obstacle: null,
  faults: tick < 2 ? [] : [{ code: 'hot', joint: 'lift', cause: 'It is hot.', remedy: 'Wait.', at: HEADER.startedAt }],
  ticks: { period_ms: 20, ticks: tick, missed: 0, median_ms: 0, p99_ms: 0, worst_ms: 0, work_p99_ms: 0 },
});

async function written(): Promise<string> {
  const file = join(temporaryFolder(), 'arm.log');
  const log = new ArmLogWriter(file, HEADER, (error) => expect.unreachable(error.message));
  for (let tick = 0; tick < 3; tick++) log.add(frame(tick));
  await log.close();
  return file;
}

it('is read as it was written, up to where it was cut off', async () => {
  const file = await written();
  const { header, ticks } = readArmLog(file);
  expect(header).toEqual(HEADER);
  expect(ticks.map(({ mode, time_s }) => ({ mode, time_s }))).toEqual(
    [0, 1, 2].map(frame).map(({ mode, time_s }) => ({ mode, time_s })),
  );
  writeFileSync(file, readFileSync(file).subarray(0, -3));
  expect(readArmLog(file).ticks).toEqual(ticks.slice(0, 2));
  writeFileSync(file, 'no log of anything, but long enough');
  expect(() => readArmLog(file)).toThrow('no log of an arm');
});

it('becomes a table', async () => {
  const [head, off, , hot] = logToCsv(readArmLog(await written()))
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  const cell = (line: string[], column: string) => line[head!.indexOf(column)];
  expect(cell(off!, 'pan sent_rad')).toBe('');
  expect(cell(hot!, 'lift sent_rad')).toBe('1');
  expect(cell(hot!, 'faults')).toBe('hot lift');
  expect(cell(hot!, 'pan limited by')).toBe('speed');
});

it('becomes a track, 25 moments a second, that tells when a fault was raised', async () => {
  const track = trackOf(readArmLog(await written()));
  expect(track.times_s).toEqual(Float32Array.of(0, 0.04));
  expect(track.sent_rad).toEqual(Float32Array.of(NaN, NaN, 0.5, 1));
  expect(track.measured_rad).toEqual(new Float32Array(4).fill(0.25));
  expect(track.modes).toEqual(['off', 'jog']);
  expect(track.faults).toMatchObject([{ time_s: 0.04, fault: { code: 'hot', joint: 'lift' } }]);
});

it('becomes an MCAP file that its library reads', async () => {
  const reader = new McapStreamReader();
  reader.append(await logToMcap(readArmLog(await written())));
  const topics = new Map<number, string>();
  const messages: { topic: string; time: bigint; content: unknown }[] = [];
  for (let record = reader.nextRecord(); record; record = reader.nextRecord()) {
    if (record.type === 'Channel') topics.set(record.id, record.topic);
    if (record.type === 'Message')
      messages.push({
        topic: topics.get(record.channelId)!,
        time: record.logTime,
        content: JSON.parse(Buffer.from(record.data).toString()),
      });
  }
  expect(messages).toHaveLength(15);
  expect(messages.filter(({ topic }) => topic === '/joints/measured')[2]).toEqual({
    topic: '/joints/measured',
    time: 1_800_000_000_040_000_000n,
    content: { name: ['pan', 'lift'], position: [0.25, 0.25], velocity: [-0.5, -0.5], effort: [null, null] },
  });
});

it('tells when it cannot be written, and lets the arm go on', async () => {
  const failed = new Promise<Error>((resolve) => {
    const log = new ArmLogWriter(join(temporaryFolder(), 'none', 'arm.log'), HEADER, resolve);
    log.add(frame(0));
  });
  expect((await failed).message).toContain('ENOENT');
});
