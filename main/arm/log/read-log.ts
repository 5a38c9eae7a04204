import { readFileSync } from 'node:fs';
import { decodeMessage } from '../../../contracts/rpc/codec.ts';
import { damagedFile } from '../../runs/storage-errors.ts';
import { logHeaderSchema, logTickSchema, type LogHeader, type LogTick } from './log-record.ts';

export interface ArmLog {
  readonly header: LogHeader;
  readonly ticks: readonly LogTick[];
}

/** Reads a log; a last record that was cut off by a crash is left out. @throws WorkbenchError `damaged` */
export function readArmLog(file: string): ArmLog {
  const [header, ...ticks] = records(readFileSync(file));
  try {
    return {
      header: logHeaderSchema.parse(decodeMessage(header)),
      ticks: ticks.map((tick) => logTickSchema.parse(decodeMessage(tick))),
    };
  } catch (error) {
    throw damagedFile(file, 'it is no log of an arm', { cause: error });
  }
}

function records(bytes: Buffer): Uint8Array[] {
  const found: Uint8Array[] = [];
  for (let at = 0; at + 4 <= bytes.length;) {
    const end = at + 4 + bytes.readUInt32LE(at);
    if (end > bytes.length) break;
    found.push(bytes.subarray(at + 4, end));
    at = end;
  }
  return found;
}
