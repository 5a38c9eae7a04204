import { resolve } from 'node:path';
import envPaths from 'env-paths';

/** Where runs are kept: `override` (relative to the working directory), or the system's usual place for a program's data. */
export function dataFolder(override?: string): string {
  return override ? resolve(override) : envPaths('aql-workbench', { suffix: '' }).data;
}
