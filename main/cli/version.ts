import { readFileSync } from 'node:fs';

interface Manifest {
  readonly version: string;
}

/** The version in a package.json. */
export function manifestVersion(file: string | URL): string {
  return (JSON.parse(readFileSync(file, 'utf8')) as Manifest).version;
}

/** The workbench's own version. */
export const version = manifestVersion(new URL('../../package.json', import.meta.url));
