import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { WorkbenchError } from '../../contracts/errors.ts';
import type { RunConfig, RunRecord } from '../../contracts/run.ts';
import { Catalogue } from './catalogue.ts';
import { ensureFolder, syncFolder } from './durable-files.ts';
import { parseConfig } from './migrations.ts';
import { rebuild } from './rebuild.ts';
import { Run } from './run.ts';
import { writeRunFile } from './run-file.ts';
import type { RunFile } from './run-file.ts';
import { newRunId } from './run-id.ts';
import { resolveReference } from './run-reference.ts';
import { insertRun, runFolder } from './run-row.ts';
import { isDamage, storing } from './storage-errors.ts';

/** All runs of a data folder: `catalogue.sqlite`, and a folder `runs/<id>/` for each. */
export class RunStore {
  readonly dataFolder: string;
  /** What a person should know: a damaged catalogue that was rebuilt, runs that cannot be read. */
  readonly warnings: string[];
  readonly #catalogue: Catalogue;

  private constructor(catalogue: Catalogue, warnings: string[]) {
    this.dataFolder = catalogue.dataFolder;
    this.warnings = warnings;
    this.#catalogue = catalogue;
  }

  /** Opens or creates the store. @throws WorkbenchError `version` if a newer program made it; the storage errors. */
  static open(dataFolder: string): RunStore {
    try {
      return RunStore.#open(dataFolder);
    } catch (error) {
      // The first look at the rows may be what reveals a damaged catalogue: now it is set aside.
      if (isDamage(error)) return RunStore.#open(dataFolder);
      throw error;
    }
  }

  static #open(dataFolder: string): RunStore {
    const catalogue = Catalogue.open(dataFolder);
    try {
      return new RunStore(
        catalogue,
        storing(dataFolder, () => rebuild(catalogue)),
      );
    } catch (error) {
      catalogue.close();
      throw error;
    }
  }

  /** A new run, not yet started: its status is `stopped`. @throws WorkbenchError `bad-config`; the storage errors. */
  create(config: RunConfig, name: string = config.task): Run {
    const createdAt = new Date();
    const run: RunFile = {
      name,
      tags: [],
      status: 'stopped',
      message: '',
      createdAt: createdAt.toISOString(),
      config: parseConfig(config),
      environmentSteps: 0,
      updates: 0,
      wall_s: 0,
      bestScore: null,
      engines: null,
    };
    let id = newRunId(config.task, createdAt);
    while (existsSync(runFolder(this.dataFolder, id))) id = newRunId(config.task, createdAt);
    storing(this.dataFolder, () => createFolder(runFolder(this.dataFolder, id), run));
    insertRun(this.#catalogue, id, run);
    return this.openRun(id);
  }

  /** The newest first. A run whose configuration cannot be read is left out, with a warning. */
  list(): RunRecord[] {
    return this.#ids().flatMap((id) => {
      try {
        return [this.openRun(id).record];
      } catch (error) {
        if (!(error instanceof WorkbenchError)) throw error;
        const warning = `Run ${id} is not listed. ${error.message}`;
        if (!this.warnings.includes(warning)) this.warnings.push(warning);
        return [];
      }
    });
  }

  /**
   * @param reference an id, the beginning of only one id, or `latest`.
   * @throws WorkbenchError `unknown-name`; `version` or `bad-config` if its configuration cannot be read.
   */
  find(reference: string): RunRecord {
    return this.openRun(resolveReference(reference, this.#ids())).record;
  }

  openRun(id: string): Run {
    return new Run(this.#catalogue, id);
  }

  /** Deletes the files of removed runs. What cannot be deleted now, on a read-only disk perhaps, is left for the next time. */
  deleteRemoved(): void {
    for (const run of this.#runs().filter(({ isRemoved }) => isRemoved)) {
      try {
        run.delete();
      } catch (error) {
        if (!(error instanceof WorkbenchError)) throw error;
      }
    }
  }

  close(): void {
    this.#catalogue.close();
  }

  /** The newest first. */
  #runs(): Run[] {
    const rows = this.#catalogue.all('SELECT id FROM runs ORDER BY created_at DESC, id DESC');
    return rows.map(({ id }) => this.openRun(id as string));
  }

  #ids(): string[] {
    return this.#runs().flatMap(({ id, isRemoved }) => (isRemoved ? [] : [id]));
  }
}

/** Makes a run's folder in one step, so that no other process finds it without its `run.json`. */
function createFolder(folder: string, run: RunFile): void {
  const temporary = `${folder}.new`;
  try {
    ensureFolder(temporary);
    writeRunFile(temporary, run);
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true });
    throw error;
  }
  renameSync(temporary, folder);
  syncFolder(join(folder, '..'));
}
