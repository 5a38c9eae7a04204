import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ArmTrack } from '../../../contracts/arm.ts';
import type { ArmDescription } from '../../../contracts/arm-description.ts';
import { WorkbenchError } from '../../../contracts/errors.ts';
import { ensureFolder } from '../../runs/durable-files.ts';
import { storing } from '../../runs/storage-errors.ts';
import { Thread } from '../../lab/thread.ts';
import type { LogReader } from '../log/log-reader-thread.ts';
import { ArmLogWriter } from '../log/log-writer.ts';

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
    const file = this.#existing(name);
    return readInThread((reader) => reader.export(file, format));
  }

  /** @throws WorkbenchError `unknown-name`, `damaged` */
  async track(name: string): Promise<ArmTrack> {
    const file = this.#existing(name);
    return readInThread((reader) => reader.track(file));
  }

  /** The file of a log. */
  #existing(name: string): string {
    if (this.names().includes(name)) return join(this.#folder, name + SUFFIX);
    throw new WorkbenchError('unknown-name', `There is no log "${name}".`, 'Choose one that is listed.');
  }
}

/** A log of an hour takes seconds to read, and the ticks go on meanwhile. */
async function readInThread<T>(read: (reader: Thread<LogReader>['call']) => Promise<T>): Promise<T> {
  const thread = new Thread<LogReader>(new URL('../log/log-reader-thread.ts', import.meta.url), null);
  try {
    return await read(thread.call);
  } finally {
    await thread.terminate();
  }
}
