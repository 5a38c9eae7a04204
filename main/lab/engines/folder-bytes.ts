import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The size of all files below a folder; what vanishes meanwhile, or is not there, counts nothing. */
export function folderBytes(folder: string): number {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .map((entry) => {
        const path = join(folder, entry.name);
        return entry.isDirectory() ? folderBytes(path) : statSync(path).size;
      })
      .reduce((sum, bytes) => sum + bytes, 0);
  } catch {
    return 0;
  }
}
