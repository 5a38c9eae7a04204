import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { WorkbenchError } from '../../contracts/errors.ts';
import { isBusy } from './storage-errors.ts';

/** How long to wait for those who only look whether the lock is held. */
const PROBE_ms = 200;

/**
 * The right to train a run: at most one process has it. It is the exclusive lock on an empty SQLite database, which
 * the operating system takes back when its holder dies, however it dies; so no lock is ever stale, and no process
 * number is ever mistaken for another. The number in `lock.pid` is for the message only.
 *
 * Nothing else may open `lock.sqlite`: closing any descriptor of a file drops a POSIX process's locks on it.
 */
export class RunLock {
  readonly #database: DatabaseSync;

  private constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** @throws WorkbenchError `busy`, naming the process that trains the run. */
  static acquire(folder: string): RunLock {
    const database = new DatabaseSync(lockFile(folder), { timeout: PROBE_ms });
    try {
      database.exec('BEGIN EXCLUSIVE');
      writeFileSync(pidFile(folder), `${process.pid}\n`);
      return new RunLock(database);
    } catch (error) {
      database.close();
      if (!isBusy(error)) throw error;
      const message = `Run ${basename(folder)} is being trained by process ${readPid(folder)}.`;
      throw new WorkbenchError('busy', message, 'Wait until it ends, or stop it there.', { cause: error });
    }
  }

  /** Whether a living process (this one included) holds the lock. */
  static isHeld(folder: string): boolean {
    if (!existsSync(lockFile(folder))) return false;
    const database = new DatabaseSync(lockFile(folder), { readOnly: true });
    try {
      database.prepare('SELECT count(*) FROM sqlite_schema').get();
      return false;
    } catch (error) {
      if (isBusy(error)) return true;
      throw error;
    } finally {
      database.close();
    }
  }

  release(): void {
    this.#database.close();
  }
}

const lockFile = (folder: string): string => join(folder, 'lock.sqlite');
const pidFile = (folder: string): string => join(folder, 'lock.pid');

function readPid(folder: string): string {
  return existsSync(pidFile(folder)) ? readFileSync(pidFile(folder), 'utf8').trim() : 'unknown';
}
