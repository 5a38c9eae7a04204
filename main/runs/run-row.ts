import { join } from 'node:path';
import type { RunRecord, RunStatus } from '../../contracts/run.ts';
import type { Catalogue, Row } from './catalogue.ts';
import { migrateConfig } from './migrations.ts';
import type { RunFile } from './run-file.ts';
import { RunLock } from './run-lock.ts';

export function runFolder(dataFolder: string, id: string): string {
  return join(dataFolder, 'runs', id);
}

/** Enters a run into the catalogue, unless it is there. */
export function insertRun(catalogue: Catalogue, id: string, run: RunFile): void {
  catalogue.run(
    'INSERT OR IGNORE INTO runs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    id,
    run.name,
    run.status,
    run.message,
    run.createdAt,
    JSON.stringify(run.config),
    run.environmentSteps,
    run.updates,
    run.wall_s,
    run.bestScore,
    JSON.stringify(run.tags),
    run.engines && JSON.stringify(run.engines),
  );
}

/**
 * A row of the table `runs`. One that says `running` while no process holds its lock was interrupted.
 * @throws WorkbenchError `version` or `bad-config` for a configuration that this program cannot read.
 */
export function toRecord(row: Row, folder: string): RunRecord {
  const interrupted = row['status'] === 'running' && !RunLock.isHeld(folder);
  return {
    id: row['id'] as string,
    name: row['name'] as string,
    tags: JSON.parse(row['tags'] as string) as string[],
    status: interrupted ? 'interrupted' : (row['status'] as RunStatus),
    message: interrupted ? 'Its process ended without finishing it.' : (row['message'] as string),
    createdAt: row['created_at'] as string,
    config: migrateConfig(JSON.parse(row['config'] as string)),
    environmentSteps: row['environment_steps'] as number,
    updates: row['updates'] as number,
    wall_s: row['wall_s'] as number,
    bestScore: row['best_score'] as number | null,
    engines: JSON.parse((row['engines'] as string | null) ?? 'null') as RunRecord['engines'],
  };
}
