import {
  copyRow,
  experienceBytes,
  experienceOver,
  type Experience,
  type ExperienceShape,
} from '../../agents/replay/experience.ts';
import { ReplayLog } from '../runs/replay-log.ts';

/** Rows of experience in one file of the log. */
const SEGMENT_ROWS = 4096;

/** The rows of experience on disk, one record per row: what a resumed run fills its replay from. */
export class RolloutLog {
  readonly #log: ReplayLog;
  readonly #bytes: Uint8Array;
  readonly #row: Experience;

  /**
   * @param rows how many rows the checkpoint counts on; later ones are dropped
   * @throws WorkbenchError `damaged` if fewer are left than that
   */
  constructor(folder: string, shape: ExperienceShape, rows: number) {
    this.#bytes = new Uint8Array(experienceBytes(1, shape));
    this.#row = experienceOver(this.#bytes.buffer, 1, shape);
    this.#log = ReplayLog.open(folder, { recordBytes: this.#bytes.length, segmentRecords: SEGMENT_ROWS }, rows);
  }

  append(experience: Experience): void {
    for (let row = 0; row < experience.rows; row++) {
      copyRow(experience, row, this.#row, 0);
      this.#log.append(this.#bytes);
    }
  }

  /** What was appended is on disk when this returns. */
  sync(): void {
    this.#log.sync();
  }

  /** Row number `row` from the beginning of the run; overwritten by the next call. */
  read(row: number): Experience {
    this.#bytes.set(this.#log.read(row, row + 1));
    return this.#row;
  }

  dropBefore(row: number): void {
    this.#log.dropBefore(row);
  }

  close(): void {
    this.#log.close();
  }
}
