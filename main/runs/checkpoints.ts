import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { WorkbenchError } from '../../contracts/errors.ts';
import { readCheckpoint, writeCheckpoint } from './checkpoint-folder.ts';
import type { Checkpoint } from './checkpoint-folder.ts';
import { ensureFolder } from './durable-files.ts';
import type { Run } from './run.ts';
import { isDamage, storing } from './storage-errors.ts';

/** How many checkpoints are kept to resume from. */
export const KEPT_CHECKPOINTS = 3;
/** Of the best policies one is enough, and a spare in case it is damaged. */
const KEPT = { checkpoints: KEPT_CHECKPOINTS, best: 2 };
type Kind = keyof typeof KEPT;

export interface LoadedCheckpoint {
  readonly checkpoint: Checkpoint;
  /** The newer checkpoints that were passed over, and why. */
  readonly warnings: readonly string[];
}

/**
 * Saves a checkpoint to resume from, after bringing the run's rows to the disk, and deletes the oldest.
 * @throws the storage errors; the checkpoints before it are then intact.
 */
export function saveCheckpoint(run: Run, checkpoint: Checkpoint): void {
  run.flush();
  storing(run.folder, () => save(run, 'checkpoints', checkpoint));
}

/** Keeps a checkpoint as the best policy so far; as `saveCheckpoint`. It need not be one to resume from. */
export function saveBest(run: Run, checkpoint: Checkpoint): void {
  storing(run.folder, () => save(run, 'best', checkpoint));
}

/**
 * The newest undamaged checkpoint; null if the run never came to save one.
 * @throws WorkbenchError `damaged` if there are some, but none can be used.
 */
export function loadCheckpoint(run: Run): LoadedCheckpoint | null {
  return load(run, 'checkpoints');
}

/** The checkpoint of the best evaluation; as `loadCheckpoint`. */
export function loadBest(run: Run): LoadedCheckpoint | null {
  return load(run, 'best');
}

/** Deletes the checkpoints later than the one resumed from: the resumed run will write them anew. */
export function discardCheckpointsAfter(runFolder: string, environmentSteps: number): void {
  const folder = join(runFolder, 'checkpoints');
  for (const name of checkpointNames(folder)) {
    if (stepsOf(name) > environmentSteps) discard(join(folder, name));
  }
}

function save(run: Run, kind: Kind, checkpoint: Checkpoint): void {
  const folder = join(run.folder, kind);
  ensureFolder(folder);
  const saved = String(checkpoint.environmentSteps).padStart(12, '0');
  writeCheckpoint(join(folder, saved), checkpoint);

  const isLater = (name: string): boolean => stepsOf(name) > checkpoint.environmentSteps;
  const names = checkpointNames(folder);
  const kept = names.filter((name) => !isLater(name)).slice(0, KEPT[kind]);
  for (const name of names) if (!kept.includes(name)) discard(join(folder, name));
  for (const name of readdirSync(folder)) if (name.endsWith('.removed')) discard(join(folder, name));
}

function load(run: Run, kind: Kind): LoadedCheckpoint | null {
  const folder = join(run.folder, kind);
  const warnings: string[] = [];
  for (const name of checkpointNames(folder)) {
    try {
      return { checkpoint: readCheckpoint(join(folder, name)), warnings };
    } catch (error) {
      if (!isDamage(error)) throw error;
      warnings.push((error as Error).message);
    }
  }
  if (!warnings.length) return null;
  const message = `No checkpoint of run ${run.id} can be used. ${warnings.join(' ')}`;
  throw new WorkbenchError('damaged', message, 'Train again, with the same configuration, as a new run.');
}

/**
 * The checkpoints of a folder, newest first. While one is being replaced by another of the same step, the former is
 * called `.old`: it counts as long as it exists.
 */
function checkpointNames(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^\d{12}(\.old)?$/.test(name))
    .sort((a, b) => stepsOf(b) - stepsOf(a) || a.length - b.length);
}

function stepsOf(name: string): number {
  return parseInt(name, 10);
}

/** Deletes a checkpoint in one step: a crash leaves nothing that looks like a damaged one. */
function discard(folder: string): void {
  const removed = join(folder, '..', basename(folder).replace(/(\.removed)?$/, '.removed'));
  if (removed !== folder) renameSync(folder, removed);
  rmSync(removed, { recursive: true });
}
