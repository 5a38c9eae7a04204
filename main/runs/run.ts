import { existsSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { WorkbenchError } from '../../contracts/errors.ts';
import type { EngineChoice, RunConfig, RunRecord, RunStatus } from '../../contracts/run.ts';
import type { Catalogue } from './catalogue.ts';
import { discardCheckpointsAfter } from './checkpoints.ts';
import { syncFolder, writeDurably } from './durable-files.ts';
import { writeRunFile } from './run-file.ts';
import { RunHistory } from './run-history.ts';
import { RunLock } from './run-lock.ts';
import { runFolder, toRecord } from './run-row.ts';
import { storing } from './storage-errors.ts';

export type { EventLevel, MetricPoint, RunEvent, StoredEvaluation } from './run-history.ts';

/** One run: its history, its line in the catalogue, its lock. Its checkpoints are in `checkpoints.ts`. */
export class Run extends RunHistory {
  /** Holds `run.json`, `checkpoints/`, `best/` and `replay/`. */
  readonly folder: string;
  #lock: RunLock | null = null;

  constructor(catalogue: Catalogue, id: string) {
    super(catalogue, id);
    this.folder = runFolder(catalogue.dataFolder, id);
  }

  /** The run as it now stands, whichever process works on it. @throws WorkbenchError `unknown-name` if it was removed. */
  get record(): RunRecord {
    const [row] = this.catalogue.all('SELECT * FROM runs WHERE id = ?', this.id);
    if (!row || this.isRemoved)
      throw new WorkbenchError('unknown-name', `Run ${this.id} was removed.`, 'Choose another run.');
    return storing(this.folder, () => toRecord(row, this.folder));
  }

  /** Reserves the run for this process to train. @throws WorkbenchError `busy` if a living process has it. */
  acquire(): void {
    this.#lock = storing(this.folder, () => RunLock.acquire(this.folder));
  }

  release(): void {
    this.#lock?.release();
    this.#lock = null;
  }

  /** @param message why it failed; empty otherwise. */
  setStatus(status: RunStatus, message = ''): void {
    this.catalogue.run('UPDATE runs SET status = ?, message = ? WHERE id = ?', status, message, this.id);
    this.#save();
  }

  rename(name: string): void {
    if (!name.trim()) throw new WorkbenchError('bad-config', 'The name is empty.', 'Type a name.');
    this.catalogue.run('UPDATE runs SET name = ? WHERE id = ?', name.trim(), this.id);
    this.#save();
  }

  /** @param tags replace those it had; spaces around them and repetitions are dropped. */
  setTags(tags: readonly string[]): void {
    const distinct = [...new Set(tags.map((tag) => tag.trim()).filter((tag) => tag !== ''))];
    this.catalogue.run('UPDATE runs SET tags = ? WHERE id = ?', JSON.stringify(distinct), this.id);
    this.#save();
  }

  /** What computes it now. */
  setEngines(engines: EngineChoice): void {
    this.catalogue.run('UPDATE runs SET engines = ? WHERE id = ?', JSON.stringify(engines), this.id);
    this.#save();
  }

  /** What computes it from the next session on. @throws WorkbenchError `busy` while it is being trained. */
  setEngine(engine: RunConfig['engine']): void {
    this.#requireRest();
    const config = JSON.stringify({ ...this.record.config, engine });
    this.catalogue.run('UPDATE runs SET config = ? WHERE id = ?', config, this.id);
    this.#save();
  }

  /** @param wall_s training time so far, over all sessions. */
  progress(environmentSteps: number, updates: number, wall_s: number): void {
    const sql = 'UPDATE runs SET environment_steps = ?, updates = ?, wall_s = ? WHERE id = ?';
    this.catalogue.run(sql, environmentSteps, updates, wall_s, this.id);
  }

  /** Brings everything added so far to the disk, where it survives a power cut. `saveCheckpoint` does this. */
  flush(): void {
    this.catalogue.durably(() => this.catalogue.run('UPDATE runs SET id = id WHERE id = ?', this.id));
    this.#save();
  }

  /**
   * Removes the rows and checkpoints that are later than the checkpoint resumed from, so that the resumed run adds
   * them again. The best policy stays until a better one comes; time and updates stay until the next `progress`.
   */
  rollBack(environmentSteps: number): void {
    this.catalogue.transaction(() => {
      this.removeAfter(environmentSteps);
      this.catalogue.run('UPDATE runs SET environment_steps = ? WHERE id = ?', environmentSteps, this.id);
    });
    storing(this.folder, () => discardCheckpointsAfter(this.folder, environmentSteps));
  }

  /** Whether the run is no longer there for anyone, though its files still are. */
  get isRemoved(): boolean {
    return existsSync(removedMark(this.folder));
  }

  /** From now on nobody finds the run; its files stay until `delete`. @throws WorkbenchError `busy` while it is trained. */
  remove(): void {
    this.#requireRest();
    storing(this.folder, () => {
      writeDurably(removedMark(this.folder), '');
      syncFolder(this.folder);
    });
  }

  /** Takes `remove` back. @throws WorkbenchError `unknown-name` if its files were deleted meanwhile. */
  restore(): void {
    storing(this.folder, () => rmSync(removedMark(this.folder), { force: true }));
    void this.record;
  }

  /** Deletes the run with all its files. @throws WorkbenchError `busy` while it is being trained. */
  delete(): void {
    this.#requireRest();
    storing(this.folder, () => {
      const removed = join(dirname(this.folder), `.removed-${basename(this.folder)}`);
      renameSync(this.folder, removed);
      this.catalogue.run('DELETE FROM runs WHERE id = ?', this.id);
      rmSync(removed, { recursive: true });
    });
  }

  #requireRest(): void {
    if (!this.#lock) this.acquire();
    this.release();
  }

  #save(): void {
    const record = this.record;
    storing(this.folder, () => writeRunFile(this.folder, record));
  }
}

const removedMark = (folder: string): string => join(folder, 'removed');
