import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ArmDescription } from '../../../contracts/arm-description.ts';
import { WorkbenchError } from '../../../contracts/errors.ts';
import { ensureFolder } from '../../runs/durable-files.ts';
import { storing } from '../../runs/storage-errors.ts';
import { logToCsv } from '../log/export-csv.ts';
import { logToMcap } from '../log/export-mcap.ts';
import { ArmLogWriter } from '../log/log-writer.ts';
import { readArmLog } from '../log/read-log.ts';

const SUFFIX = '.armlog';

/** The logs of connected arms: one for each connection. */
export class ArmLogs {
  readonly #folder: string;

  constructor(dataFolder: string) {
    this.#folder = join(dataFolder, 'arm-logs');
  }

  /** @param failed as of `ArmLogWriter` */
  begin(arm: ArmDescription, rate_Hz: number, failed: (error: Error) => void): ArmLogWriter {
    const startedAt = new Date().toISOString();
    storing(this.#folder, () => ensureFolder(this.#folder));
    const joints = arm.joints.map(({ name }) => name);
    const file = join(this.#folder, `${startedAt.replace(/\D/g, '')} ${arm.id}${SUFFIX}`);
    return new ArmLogWriter(file, { version: 1, arm: arm.id, joints, rate_Hz, startedAt }, failed);
  }

  /** Newest first. */
  names(): string[] {
    try {
      const files = readdirSync(this.#folder).filter((file) => file.endsWith(SUFFIX));
      return files
        .map((file) => file.slice(0, -SUFFIX.length))
        .sort()
        .toReversed();
    } catch {
      return [];
    }
  }

  /** @throws WorkbenchError `unknown-name`, `damaged` */
  async export(name: string, format: 'csv' | 'mcap'): Promise<Uint8Array> {
    if (!this.names().includes(name)) {
      throw new WorkbenchError('unknown-name', `There is no log "${name}".`, 'Choose one that is listed.');
    }
    const log = readArmLog(join(this.#folder, name + SUFFIX));
    return format === 'mcap' ? logToMcap(log) : new TextEncoder().encode(logToCsv(log));
  }
}
