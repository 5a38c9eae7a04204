import { closeSync, constants, fsyncSync, ftruncateSync, openSync, readdirSync } from 'node:fs';
import { readSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { WorkbenchError } from '../../contracts/errors.ts';
import { ensureFolder, syncFolder } from './durable-files.ts';
import { damagedFile, storing } from './storage-errors.ts';

export interface ReplayLayout {
  readonly recordBytes: number;
  /** Records in one file. */
  readonly segmentRecords: number;
}

/**
 * The experience of a run, on the disk: records of one size, numbered from 0, only ever appended, in segments of
 * `segmentRecords` records (`<first record>.bin`), so that the oldest can be deleted.
 *
 * A checkpoint names the number of records at its time, after `sync()`. `open` with that number restores the log as it
 * was, whatever was appended since and however the process died. Every method throws the storage errors.
 */
export class ReplayLog {
  readonly folder: string;
  readonly recordBytes: number;
  readonly segmentRecords: number;
  #first = 0;
  #records = 0;
  /** The segment that was used last. */
  #open: { readonly start: number; readonly descriptor: number } | null = null;

  private constructor(folder: string, { recordBytes, segmentRecords }: ReplayLayout) {
    this.folder = folder;
    this.recordBytes = recordBytes;
    this.segmentRecords = segmentRecords;
  }

  /** The log as it was at `records` (0: a new one); what is later is deleted. @throws as `truncate`. */
  static open(folder: string, layout: ReplayLayout, records: number): ReplayLog {
    const log = new ReplayLog(folder, layout);
    storing(folder, () => {
      ensureFolder(folder);
      if (records) log.#count();
    });
    log.truncate(records);
    return log;
  }

  /** The oldest record that is still there. */
  get first(): number {
    return this.#first;
  }

  /** The number that the next record gets. */
  get records(): number {
    return this.#records;
  }

  /** Adds records, best many at a time. @param bytes [n · recordBytes]. */
  append(bytes: Uint8Array): void {
    const { recordBytes, segmentRecords } = this;
    if (bytes.length % recordBytes) throw new RangeError(`${bytes.length} bytes are no records of ${recordBytes}`);
    storing(this.folder, () => {
      for (let offset = 0; offset < bytes.length;) {
        const start = this.#startOf(this.#records);
        const room = (start + segmentRecords - this.#records) * recordBytes;
        const part = bytes.subarray(offset, offset + room);
        writeWhole(this.#segment(start), part, (this.#records - start) * recordBytes);
        this.#records += part.length / recordBytes;
        offset += part.length;
      }
    });
  }

  /** Returns when everything appended is on the disk. */
  sync(): void {
    storing(this.folder, () => {
      if (this.#open) fsyncSync(this.#open.descriptor);
      syncFolder(this.folder);
    });
  }

  /**
   * Deletes the records from number `records` on.
   * @throws WorkbenchError `damaged` if fewer are there, or if the last of those to keep were dropped.
   */
  truncate(records: number): void {
    if (records > this.#records) {
      const file = this.#file(this.#startOf(this.#records));
      throw damagedFile(file, `it ends before record ${this.#records}, but ${records} records were saved`, lost);
    }
    if (records < this.#first) {
      const message = `Experience before record ${this.#first} was deleted from ${this.folder}; ${records} was asked for.`;
      throw new WorkbenchError('damaged', message, lost.remedy);
    }
    storing(this.folder, () => {
      this.close();
      for (const start of this.#starts()) {
        if (start >= records) rmSync(this.#file(start));
        else if (start + this.segmentRecords > records) {
          ftruncateSync(this.#segment(start), (records - start) * this.recordBytes);
        }
      }
    });
    this.#records = records;
    this.sync();
  }

  /** The records [from, to), one after the other: [(to − from) · recordBytes]. */
  read(from: number, to: number): Uint8Array {
    if (!(this.#first <= from && from <= to && to <= this.#records)) {
      throw new RangeError(`Records ${from} to ${to} of a log that has ${this.#first} to ${this.#records}`);
    }
    const { recordBytes, segmentRecords } = this;
    const bytes = new Uint8Array((to - from) * recordBytes);
    storing(this.folder, () => {
      for (let record = from; record < to;) {
        const start = this.#startOf(record);
        const end = Math.min(to, start + segmentRecords);
        const part = bytes.subarray((record - from) * recordBytes, (end - from) * recordBytes);
        if (!readWhole(this.#segment(start), part, (record - start) * recordBytes)) {
          throw damagedFile(this.#file(start), `it ends before record ${end - 1}`, lost);
        }
        record = end;
      }
    });
    return bytes;
  }

  /** Deletes the segments that hold only records before number `record`; the last one always stays. */
  dropBefore(record: number): void {
    storing(this.folder, () => {
      while (this.#first + this.segmentRecords <= Math.min(record, this.#records - 1)) {
        if (this.#open?.start === this.#first) this.close();
        rmSync(this.#file(this.#first));
        this.#first += this.segmentRecords;
      }
    });
  }

  close(): void {
    if (this.#open) closeSync(this.#open.descriptor);
    this.#open = null;
  }

  /** Counts the whole records, up to the first gap. */
  #count(): void {
    const starts = this.#starts();
    this.#first = this.#records = starts[0] ?? 0;
    for (const start of starts) {
      if (start !== this.#records) return;
      const records = Math.floor(statSync(this.#file(start)).size / this.recordBytes);
      if (start % this.segmentRecords || records > this.segmentRecords) {
        throw damagedFile(this.#file(start), `it is no segment of ${this.segmentRecords} records`, lost);
      }
      this.#records += records;
    }
  }

  /** The descriptor of a segment; a former one is left only when it is on the disk. */
  #segment(start: number): number {
    if (this.#open?.start === start) return this.#open.descriptor;
    if (this.#open) fsyncSync(this.#open.descriptor);
    this.close();
    const descriptor = openSync(this.#file(start), constants.O_RDWR | constants.O_CREAT);
    this.#open = { start, descriptor };
    return descriptor;
  }

  #startOf(record: number): number {
    return record - (record % this.segmentRecords);
  }

  #file(start: number): string {
    return join(this.folder, `${String(start).padStart(12, '0')}.bin`);
  }

  #starts(): number[] {
    const names = readdirSync(this.folder).filter((name) => /^\d{12}\.bin$/.test(name));
    return names.map((name) => parseInt(name, 10)).sort((a, b) => a - b);
  }
}

const lost = {
  remedy: 'The run cannot go on without this experience: train again as a new run. Its best policy is intact.',
};

function writeWhole(descriptor: number, bytes: Uint8Array, position: number): void {
  for (let done = 0; done < bytes.length;) {
    done += writeSync(descriptor, bytes, done, bytes.length - done, position + done);
  }
}

/** False if the file ends before `bytes` is full. */
function readWhole(descriptor: number, bytes: Uint8Array, position: number): boolean {
  for (let done = 0; done < bytes.length;) {
    const read = readSync(descriptor, bytes, done, bytes.length - done, position + done);
    if (!read) return false;
    done += read;
  }
  return true;
}
