/** Reads logs of arms in a thread of its own, so that no tick waits for it. */
import { serve } from '../../lab/thread.ts';
import { logToCsv } from './export-csv.ts';
import { logToMcap } from './export-mcap.ts';
import { readArmLog } from './read-log.ts';
import { trackOf } from './track.ts';

const reader = {
  async export(file: string, format: 'csv' | 'mcap'): Promise<Uint8Array> {
    const log = readArmLog(file);
    return format === 'mcap' ? logToMcap(log) : new TextEncoder().encode(logToCsv(log));
  },
  async track(file: string) {
    return trackOf(readArmLog(file));
  },
};
export type LogReader = typeof reader;
serve(reader);
