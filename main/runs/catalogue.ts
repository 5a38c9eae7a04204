import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';
import { WorkbenchError } from '../../contracts/errors.ts';
import { schemaMigrations } from './catalogue-schema.ts';
import { ensureFolder } from './durable-files.ts';
import { isDamage, storing } from './storage-errors.ts';

export type Row = Record<string, SQLOutputValue>;

/** The database of all runs: `catalogue.sqlite` in the data folder. Several processes may have it open. */
export class Catalogue {
  readonly dataFolder: string;
  /** Where a damaged database was put when this one was opened in its place. */
  readonly setAside: string | null;
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  private constructor(dataFolder: string, database: DatabaseSync, setAside: string | null) {
    this.dataFolder = dataFolder;
    this.#database = database;
    this.setAside = setAside;
  }

  /**
   * Opens or creates the catalogue; a damaged one is renamed and a new, empty one created.
   * @throws WorkbenchError `version` if a newer program made it, and the storage errors.
   */
  static open(dataFolder: string): Catalogue {
    return storing(dataFolder, () => {
      ensureFolder(dataFolder);
      if (!existsSync(suspectFile(dataFolder))) {
        try {
          return new Catalogue(dataFolder, openDatabase(dataFolder), null);
        } catch (error) {
          if (!isDamage(error)) throw error;
        }
      }
      const setAside = putAside(dataFolder);
      return new Catalogue(dataFolder, openDatabase(dataFolder), setAside);
    });
  }

  run(sql: string, ...values: SQLInputValue[]): void {
    this.#guard(() => this.#prepare(sql).run(...values));
  }

  all(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#guard(() => this.#prepare(sql).all(...values));
  }

  /** Everything that `action` writes, or nothing. */
  transaction<T>(action: () => T): T {
    return this.#guard(() => {
      this.#database.exec('BEGIN IMMEDIATE');
      try {
        const result = action();
        this.#database.exec('COMMIT');
        return result;
      } finally {
        if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      }
    });
  }

  /**
   * A transaction that returns when it, and with it every earlier one, is on the disk. The others survive the death of
   * the process, but not a power cut.
   */
  durably<T>(action: () => T): T {
    return this.#guard(() => {
      this.#database.exec('PRAGMA synchronous = FULL');
      try {
        return this.transaction(action);
      } finally {
        this.#database.exec('PRAGMA synchronous = NORMAL');
      }
    });
  }

  close(): void {
    this.#database.close();
  }

  #prepare(sql: string): StatementSync {
    const statement = this.#statements.get(sql) ?? this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  /** Damage may show only when its page is read: it is noted, so that the next start sets the database aside. */
  #guard<T>(action: () => T): T {
    try {
      return storing(this.dataFolder, action);
    } catch (error) {
      if (isDamage(error)) writeFileSync(suspectFile(this.dataFolder), '');
      throw error;
    }
  }
}

const databaseFile = (folder: string): string => join(folder, 'catalogue.sqlite');
const suspectFile = (folder: string): string => join(folder, 'catalogue.suspect');

function openDatabase(folder: string): DatabaseSync {
  const database = new DatabaseSync(databaseFile(folder), { timeout: 5_000 });
  try {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; BEGIN IMMEDIATE');
    const version = Number(database.prepare('PRAGMA user_version').get()!['user_version']);
    if (version > schemaMigrations.length) {
      const message = `The catalogue in ${folder} has version ${version}; this program knows up to ${schemaMigrations.length}.`;
      throw new WorkbenchError('version', message, 'Update AQL Workbench, or choose another folder with --data.');
    }
    for (const migration of schemaMigrations.slice(version)) database.exec(migration);
    database.exec(`PRAGMA user_version = ${schemaMigrations.length}; COMMIT`);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function putAside(folder: string): string {
  const time = new Date().toISOString().replace(/[-:.]/g, '');
  const aside = join(folder, `catalogue.damaged-${time}.sqlite`);
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(databaseFile(folder) + suffix)) renameSync(databaseFile(folder) + suffix, aside + suffix);
  }
  rmSync(suspectFile(folder), { force: true });
  return aside;
}
