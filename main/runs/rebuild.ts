import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Catalogue, Row } from './catalogue.ts';
import { rowTables } from './catalogue-schema.ts';
import { readRunFile } from './run-file.ts';
import type { RunFile } from './run-file.ts';
import { isRunId } from './run-id.ts';
import { insertRun, runFolder } from './run-row.ts';
import { isDamage } from './storage-errors.ts';

/**
 * Makes the catalogue agree with the runs' folders: enters those it lacks, forgets those that are gone, and copies
 * from a damaged catalogue what can still be read.
 * @returns warnings to show.
 */
export function rebuild(catalogue: Catalogue): string[] {
  const ids = runIds(join(catalogue.dataFolder, 'runs'));
  const warnings = catalogue.transaction(() => reconcile(catalogue, ids));
  return catalogue.setAside ? [...warnings, salvage(catalogue, catalogue.setAside, ids)] : warnings;
}

function runIds(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder);
  const removed = names.filter((name) => name.startsWith('.removed-'));
  for (const name of removed) rmSync(join(folder, name), { recursive: true, force: true });
  return names.filter(isRunId);
}

function reconcile(catalogue: Catalogue, ids: readonly string[]): string[] {
  const known = new Set(catalogue.all('SELECT id FROM runs').map(({ id }) => id as string));
  const warnings: string[] = [];
  for (const id of ids.filter((id) => !known.has(id))) {
    const run = readOrWarn(runFolder(catalogue.dataFolder, id), warnings);
    if (run) insertRun(catalogue, id, run);
  }
  for (const id of known) {
    if (!existsSync(runFolder(catalogue.dataFolder, id))) catalogue.run('DELETE FROM runs WHERE id = ?', id);
  }
  return warnings;
}

function readOrWarn(folder: string, warnings: string[]): RunFile | null {
  try {
    return readRunFile(folder);
  } catch (error) {
    if (!isDamage(error)) throw error;
    warnings.push((error as Error).message);
    return null;
  }
}

/** Copies the rows of every run and table up to the first one that cannot be read. */
function salvage(catalogue: Catalogue, damagedFile: string, ids: readonly string[]): string {
  const incomplete = ids.filter((id) => !salvageRun(catalogue, damagedFile, id));
  const lost = incomplete.length
    ? `Metrics, evaluations and events are lost, wholly or in part, of ${incomplete.join(', ')}.`
    : 'Nothing was lost.';
  return `The catalogue of runs was damaged and has been built anew from their folders. ${lost} It is kept as ${damagedFile}.`;
}

function salvageRun(catalogue: Catalogue, damagedFile: string, id: string): boolean {
  const copied = rowTables.map((table) => {
    const rows = readableRows(damagedFile, `SELECT * FROM ${table} WHERE run = ?`, id);
    catalogue.transaction(() => {
      for (const row of rows.rows) {
        const values = Object.values(row);
        catalogue.run(`INSERT OR IGNORE INTO ${table} VALUES (${values.map(() => '?').join(', ')})`, ...values);
      }
    });
    return rows.complete;
  });
  return copied.every(Boolean);
}

function readableRows(file: string, sql: string, id: string): { rows: Row[]; complete: boolean } {
  const rows: Row[] = [];
  try {
    const database = new DatabaseSync(file, { readOnly: true });
    try {
      for (const row of database.prepare(sql).iterate(id)) rows.push(row as Row);
      return { rows, complete: true };
    } finally {
      database.close();
    }
  } catch {
    return { rows, complete: false };
  }
}
