import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordingSchema, type Recording } from '../../../contracts/arm.ts';
import { WorkbenchError } from '../../../contracts/errors.ts';
import { ensureFolder, replaceDurably } from '../../runs/durable-files.ts';
import { damagedFile, storing } from '../../runs/storage-errors.ts';

const FILE = /^([\w-]+)\.json$/;

/** Taught motions, a JSON file each; an id begins with the time, so that ids sort by it. */
export class RecordingStore {
  readonly #folder: string;

  constructor(dataFolder: string) {
    this.#folder = join(dataFolder, 'recordings');
  }

  /** @returns its id */
  save(recording: Recording): string {
    const id = new Date().toISOString().replace(/\D/g, '');
    storing(this.#folder, () => {
      ensureFolder(this.#folder);
      replaceDurably(this.#file(id), JSON.stringify(recording) + '\n');
    });
    return id;
  }

  /** Newest first; damaged ones are left out. */
  summaries(): { id: string; duration_s: number }[] {
    return this.#ids().flatMap((id) => {
      try {
        return [{ id, duration_s: this.load(id).times_s.at(-1)! }];
      } catch {
        return [];
      }
    });
  }

  #ids(): string[] {
    try {
      return readdirSync(this.#folder)
        .flatMap((file) => FILE.exec(file)?.[1] ?? [])
        .sort()
        .toReversed();
    } catch {
      return [];
    }
  }

  /** @throws WorkbenchError `unknown-name`, `damaged` */
  load(id: string): Recording {
    if (!this.#ids().includes(id)) {
      throw new WorkbenchError('unknown-name', `There is no recording "${id}".`, 'Choose one that is listed.');
    }
    try {
      return recordingSchema.parse(JSON.parse(readFileSync(this.#file(id), 'utf8')));
    } catch (error) {
      throw damagedFile(this.#file(id), 'it does not describe a motion', { cause: error });
    }
  }

  #file(id: string): string {
    return join(this.#folder, `${id}.json`);
  }
}
