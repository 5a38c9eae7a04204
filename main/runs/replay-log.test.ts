import { readdirSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ReplayLog } from './replay-log.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const layout = { recordBytes: 4, segmentRecords: 5 };

/** Records [from, to), each of which holds its own number. */
function records(from: number, to: number): Uint8Array {
  return new Uint8Array(Uint32Array.from({ length: to - from }, (_, i) => from + i).buffer);
}

function logOf(count: number, folder = temporaryFolder()): ReplayLog {
  const log = ReplayLog.open(folder, layout, 0);
  log.append(records(0, count));
  return log;
}

test('behaves as an array of records, over any appends, truncations, deletions and new starts', () => {
  const command = fc.record({
    kind: fc.constantFrom('append', 'append', 'append', 'truncate', 'drop', 'restart', 'read'),
    fraction: fc.double({ min: 0, max: 1, noNaN: true }),
    count: fc.nat(13),
  });
  const folder = temporaryFolder();
  fc.assert(
    fc.property(fc.array(command, { maxLength: 30 }), (commands) => {
      let log = ReplayLog.open(folder, layout, 0);
      let end = 0;
      for (const { kind, fraction, count } of commands) {
        const place = log.first + Math.ceil(fraction * (end - log.first));
        if (kind === 'append') log.append(records(end, (end += count)));
        else if (kind === 'truncate' && place > log.first) log.truncate((end = place));
        else if (kind === 'drop') log.dropBefore(place);
        else if (kind === 'restart') {
          log.close();
          log = ReplayLog.open(folder, layout, (end = place));
        } else expect(log.read(place, end)).toEqual(records(place, end));
        expect(log.records).toBe(end);
      }
      expect(log.read(log.first, end)).toEqual(records(log.first, end));
      log.close();
    }),
  );
});

test('a torn record and later segments are cut off', () => {
  const log = logOf(13);
  truncateSync(join(log.folder, '000000000010.bin'), 2 * 4 + 3);
  const restored = ReplayLog.open(log.folder, layout, 12);
  restored.append(records(12, 21));
  expect(restored.read(0, 21)).toEqual(records(0, 21));
});

test('old segments are deleted, the last one never', () => {
  const log = logOf(12);
  log.dropBefore(9);
  expect([log.first, readdirSync(log.folder).sort()]).toEqual([5, ['000000000005.bin', '000000000010.bin']]);
  log.dropBefore(12);
  expect(log.first).toBe(10);
  expect(() => log.read(9, 12)).toThrow('Records 9 to 12 of a log that has 10 to 12');
});

test.each([
  ['short', (folder: string) => truncateSync(join(folder, '000000000005.bin'), 4 * 4)],
  ['missing', (folder: string) => rmSync(join(folder, '000000000005.bin'))],
])('a segment that is %s is damage, and nothing is deleted', (_, harm) => {
  const log = logOf(12);
  log.close();
  harm(log.folder);
  const before = readdirSync(log.folder);
  expect(() => ReplayLog.open(log.folder, layout, 12)).toThrow(
    expect.objectContaining({ code: 'damaged', message: expect.stringContaining('000000000005.bin') }),
  );
  expect(readdirSync(log.folder)).toEqual(before);
});

test('a count from before the oldest record is refused', () => {
  const log = logOf(12);
  log.dropBefore(12);
  expect(() => ReplayLog.open(log.folder, layout, 8)).toThrow(expect.objectContaining({ code: 'damaged' }));
});

test('segments of another layout are refused', () => {
  const log = logOf(12);
  expect(() => ReplayLog.open(log.folder, { recordBytes: 4, segmentRecords: 4 }, 12)).toThrow(
    'is no segment of 4 records',
  );
});

test('a part of a record is refused', () => {
  expect(() => logOf(0).append(new Uint8Array(6))).toThrow('6 bytes are no records of 4');
});
