import { WorkbenchError } from '../../contracts/errors.ts';

/** SQLite's result codes (sqlite.org/rescode.html). */
const SQLITE_BUSY = 5;
const SQLITE_READONLY = 8;
const SQLITE_CORRUPT = 11;
const SQLITE_FULL = 13;
const SQLITE_CANTOPEN = 14;
const SQLITE_NOTADB = 26;
/** An extended code: the shared memory beside the database could not grow. */
const SQLITE_IOERR_SHMSIZE = 4874;

const fullCodes: unknown[] = ['ENOSPC', 'EDQUOT', SQLITE_FULL, SQLITE_IOERR_SHMSIZE];
const readOnlyCodes: unknown[] = ['EROFS', 'EACCES', 'EPERM', SQLITE_READONLY, SQLITE_CANTOPEN];
const damagedCodes: unknown[] = [SQLITE_CORRUPT, SQLITE_NOTADB];

/**
 * Runs an action that reads or writes below `folder`.
 * @throws WorkbenchError `storage-full`, `storage-read-only`, `damaged` or `busy`, naming the folder; other errors as
 * they are.
 */
export function storing<T>(folder: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw storageError(folder, error);
  }
}

export function isBusy(error: unknown): boolean {
  return hasCode(error, [SQLITE_BUSY]);
}

/** Whether a file's content was found to be wrong, by us or by SQLite. */
export function isDamage(error: unknown): boolean {
  return error instanceof WorkbenchError ? error.code === 'damaged' : hasCode(error, damagedCodes);
}

/** A file that cannot be used, and why. */
export function damagedFile(
  file: string,
  reason: string,
  options: ErrorOptions & { remedy?: string } = {},
): WorkbenchError {
  const { remedy = 'Restore it from a copy, or delete it.' } = options;
  return new WorkbenchError('damaged', `${file} is damaged: ${reason}.`, remedy, options);
}

function storageError(folder: string, error: unknown): unknown {
  const cause = { cause: error };
  if (error instanceof WorkbenchError) return error;
  if (hasCode(error, fullCodes)) {
    const remedy = 'Free some space there, or choose another folder with --data. What was saved before is intact.';
    return new WorkbenchError('storage-full', `The disk is full: ${folder} takes no more data.`, remedy, cause);
  }
  if (hasCode(error, readOnlyCodes)) {
    const remedy = 'Allow writing there, or choose another folder with --data.';
    return new WorkbenchError('storage-read-only', `${folder} does not let this program write.`, remedy, cause);
  }
  if (hasCode(error, damagedCodes)) {
    const remedy = 'Start the program again: it sets the damaged catalogue aside and builds a new one from the runs.';
    return new WorkbenchError('damaged', `The catalogue of runs in ${folder} is damaged.`, remedy, cause);
  }
  if (isBusy(error)) {
    const remedy = 'Try again in a moment.';
    return new WorkbenchError('busy', `Another process holds the catalogue of runs in ${folder}.`, remedy, cause);
  }
  return error;
}

function hasCode(error: unknown, codes: unknown[]): boolean {
  if (!(error instanceof Error)) return false;
  const { code, errcode } = error as { code?: string; errcode?: number };
  return errcode === undefined ? codes.includes(code) : codes.includes(errcode) || codes.includes(errcode & 0xff);
}
