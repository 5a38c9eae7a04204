import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Creates a folder and those above it. (On a read-only disk, Node's recursive `mkdirSync` would say ENOENT.) */
export function ensureFolder(folder: string): void {
  if (existsSync(folder)) return;
  ensureFolder(dirname(folder));
  try {
    mkdirSync(folder);
    syncFolder(dirname(folder));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** Writes a file and waits until its bytes are on the disk. */
export function writeDurably(file: string, data: string | Uint8Array): void {
  writeFileSync(file, data, { flush: true });
}

/** Replaces a file in one step: whoever reads it, even after a crash, finds the old content or the new one, whole. */
export function replaceDurably(file: string, data: string | Uint8Array): void {
  const temporary = `${file}.new`;
  try {
    writeDurably(temporary, data);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  renameSync(temporary, file);
  syncFolder(dirname(file));
}

/** Waits until the names in a folder are on the disk. Windows keeps them by itself and opens no folders. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
