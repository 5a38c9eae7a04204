import { appendFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ArmDescription } from '../../../contracts/arm-description.ts';
import type { TwinPiece } from '../../../contracts/arm-twin.ts';
import { WorkbenchError } from '../../../contracts/errors.ts';
import { ensureFolder } from '../../runs/durable-files.ts';
import { storing } from '../../runs/storage-errors.ts';

/** A twin that no arm has may belong to a form that is being filled in. */
const UNUSED_FOR_ms = 24 * 3600 * 1000;

/** The files of the twins of people's own arms, a folder for each. */
export class TwinFiles {
  readonly #folder: string;

  constructor(dataFolder: string) {
    this.#folder = join(dataFolder, 'arms', 'twins');
  }

  /** @returns the file's URL @throws WorkbenchError `refused` if a piece is missing before it */
  write({ twin, file, offset_bytes, bytes }: TwinPiece): string {
    const folder = join(this.#folder, twin);
    const path = join(folder, file);
    storing(this.#folder, () => {
      ensureFolder(folder);
      if (offset_bytes === 0) return writeFileSync(path, bytes);
      if (statSync(path, { throwIfNoEntry: false })?.size !== offset_bytes) {
        throw new WorkbenchError('refused', `${file} did not arrive in order.`, 'Choose the files again.');
      }
      appendFileSync(path, bytes);
    });
    return pathToFileURL(path).href;
  }

  /** Removes what none of these arms has, and nobody has touched for a day. */
  removeUnused(arms: readonly ArmDescription[], now_ms: number): void {
    for (const twin of this.#twins()) {
      const folder = join(this.#folder, twin);
      const url = pathToFileURL(`${folder}/`).href;
      const isUsed = arms.some((arm) => arm.twin.startsWith(url));
      if (isUsed || now_ms - statSync(folder).mtimeMs < UNUSED_FOR_ms) continue;
      storing(this.#folder, () => rmSync(folder, { recursive: true, force: true }));
    }
  }

  #twins(): string[] {
    try {
      return readdirSync(this.#folder);
    } catch {
      return [];
    }
  }
}
